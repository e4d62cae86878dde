using Publisher.Api.Conventions;

namespace Publisher.Api.Keys;

/// <summary>What stands for a person everywhere: never a name of the civil register, an address or a number.</summary>
internal static class PersonAlias
{
    private const int MostCharacters = 40;

    public static string Read(ProblemList problems, string field, string? value)
    {
        var alias = problems.Required(field, value, MostCharacters);
        if (alias.Contains('@', StringComparison.Ordinal))
        {
            problems.Add(field, "invalid_alias", "A person is known by an alias without @; an address would expose them.");
        }

        if (alias.Any(char.IsDigit))
        {
            problems.Add(field, "invalid_alias", "A person is known by an alias without digits; a number could expose them.");
        }

        if (alias.Any(letter => !(char.IsLetter(letter) || char.IsDigit(letter) || letter is '@' or ' ' or '-' or '_' or '.' or '\'')))
        {
            problems.Add(field, "invalid_alias", "An alias has letters, spaces and - _ . ' only.");
        }

        return alias;
    }
}
