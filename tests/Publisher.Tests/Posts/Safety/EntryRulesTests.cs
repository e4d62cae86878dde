using Publisher.Posts.Safety;

namespace Publisher.Tests.Posts.Safety;

/// <summary>Every sentence as an editor reads it. All names are invented.</summary>
[Trait("Requirement", "LGD-04")]
public sealed class EntryRulesTests
{
    [Theory]
    [InlineData(ProtectedKind.Person, "  ", "The entry is empty.")]
    [InlineData(ProtectedKind.Person, "Ж", "A name needs at least 2 letters, this has 1.")]
    [InlineData(ProtectedKind.Person, "...", "A name needs at least 2 letters, this has 0.")]
    [InlineData(
        ProtectedKind.Person,
        "А. Жемчугова",
        "Every word of a name needs at least 2 letters; initials are found without being entered."
    )]
    [InlineData(ProtectedKind.Person, "aa bb cc dd ee ff gg hh ii", "A name has at most 8 words, this has 9.")]
    [InlineData(ProtectedKind.Person, "aa bb cc dd ee ff gg hh", null)]
    [InlineData(ProtectedKind.Person, "Жу", null)]
    [InlineData(ProtectedKind.Phrase, "дом с синей дверью", null)]
    [InlineData(ProtectedKind.Phone, "12345", "A phone needs at least 6 digits, this has 5.")]
    [InlineData(ProtectedKind.Phone, "123456", null)]
    [InlineData(ProtectedKind.Phone, "123456789012345", null)]
    [InlineData(ProtectedKind.Phone, "1234567890123456", "A phone has at most 15 digits, this has 16.")]
    [InlineData(ProtectedKind.Handle, "@ab", "A handle needs at least 3 characters after its @, this has 2.")]
    [InlineData(ProtectedKind.Handle, "@abc", null)]
    [InlineData(ProtectedKind.Handle, "@abc!", "A handle has only letters, digits, dots, hyphens and underscores.")]
    [InlineData(
        ProtectedKind.Email,
        "a.zh.example.org",
        "An e-mail address needs one @, something before it and a domain with a dot behind it."
    )]
    [InlineData(ProtectedKind.Email, "a.zh@example.org", null)]
    [InlineData((ProtectedKind)99, "Жемчугова", "The kind is unknown.")]
    public void What_cannot_be_guarded_is_told_with_its_limit(ProtectedKind kind, string name, string? problem) =>
        Assert.Equal(problem is null ? [] : [problem], LeakGuard.ProblemsOf(kind, name));

    [Fact]
    public void Long_entries_and_long_words_are_told_with_their_lengths()
    {
        var (longest, tooLong) = (new string('ж', 48), new string('ж', 49));

        Assert.Empty(LeakGuard.ProblemsOf(ProtectedKind.Person, $"Анна {longest}"));
        Assert.Equal(["A word has at most 48 letters, this has one of 49."], LeakGuard.ProblemsOf(ProtectedKind.Person, $"Анна {tooLong}"));
        Assert.Empty(LeakGuard.ProblemsOf(ProtectedKind.Handle, new string('x', 200)));
        Assert.Equal(["The entry has 201 characters, the limit is 200."], LeakGuard.ProblemsOf(ProtectedKind.Handle, new string('x', 201)));
    }
}
