namespace Publisher.Posts.Safety;

/// <summary>What an entry needs so that it can be found, and so that it does not block everything.</summary>
internal static class EntryRules
{
    private const int LongestName = 200;
    private const int MostWords = 8;
    private const int ShortestHandle = 3;

    public static IReadOnlyList<string> ProblemsOf(ProtectedKind kind, string name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return ["The entry is empty."];
        }

        if (name.Length > LongestName)
        {
            return [$"The entry has {name.Length} characters, the limit is {LongestName}."];
        }

        return kind switch
        {
            ProtectedKind.Phone => [.. OfPhone(name)],
            ProtectedKind.Handle => [.. OfHandle(name)],
            ProtectedKind.Email => [.. OfEmail(name)],
            ProtectedKind.Person => [.. OfWords(name, shortestWord: 2)],
            ProtectedKind.Phrase => [.. OfWords(name, shortestWord: 1)],
            _ => ["The kind is unknown."],
        };
    }

    private static IEnumerable<string> OfPhone(string name)
    {
        var digits = Phones.DigitsOf(name).Length;
        if (digits < Phones.Fewest)
        {
            yield return $"A phone needs at least {Phones.Fewest} digits, this has {digits}.";
        }
        else if (digits > Phones.Most)
        {
            yield return $"A phone has at most {Phones.Most} digits, this has {digits}.";
        }
    }

    private static IEnumerable<string> OfHandle(string name)
    {
        var handle = Handles.Plain(name);
        if (handle.Length < ShortestHandle)
        {
            yield return $"A handle needs at least {ShortestHandle} characters after its @, this has {handle.Length}.";
        }

        if (!handle.All(Handles.IsPart))
        {
            yield return "A handle has only letters, digits, dots, hyphens and underscores.";
        }
    }

    private static IEnumerable<string> OfEmail(string name)
    {
        if (Emails.Plain(name) is null)
        {
            yield return "An e-mail address needs one @, something before it and a domain with a dot behind it.";
        }
    }

    private static IEnumerable<string> OfWords(string name, int shortestWord)
    {
        var text = Folding.Of(SpannedText.Of(name), CancellationToken.None);
        var words = TextParts.Of(text, CancellationToken.None).Words;
        var letters = words.Sum(word => word.Length);
        if (letters < 2)
        {
            yield return $"A name needs at least 2 letters, this has {letters}.";
        }
        else if (words.Any(word => word.Length < shortestWord))
        {
            yield return "Every word of a name needs at least 2 letters; initials are found without being entered.";
        }

        if (words.Count > MostWords)
        {
            yield return $"A name has at most {MostWords} words, this has {words.Count}.";
        }

        if (words.Any(word => word.Length > Skeleton.LongestWord))
        {
            yield return $"A word has at most {Skeleton.LongestWord} letters, this has one of {words.Max(word => word.Length)}.";
        }
    }
}
