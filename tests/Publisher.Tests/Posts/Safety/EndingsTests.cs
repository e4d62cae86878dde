using Publisher.Posts.Safety;

namespace Publisher.Tests.Posts.Safety;

/// <summary>The endings of each language, written after a stem of an invented name.</summary>
[Trait("Requirement", "LGD-06")]
public sealed class EndingsTests
{
    [Theory]
    [InlineData("Cyrillic", "жемчугов|а", "AfterConsonant, Fleeting")]
    [InlineData("Cyrillic", "жемчугов|ым", "AfterConsonant, Adjective")]
    [InlineData("Cyrillic", "жемчугов|ский", "None")]
    [InlineData("Cyrillic", "анн|ой", "AfterConsonant, WithoutA, Adjective")]
    [InlineData("Cyrillic", "серге|ю", "WithoutA, WithoutI, Fleeting")]
    [InlineData("Cyrillic", "островидск|ого", "Adjective")]
    [InlineData("Cyrillic", "гараш|ын", "AfterConsonant")]
    [InlineData("Cyrillic", "аббасова|нын", "AfterVowel")]
    [InlineData("Cyrillic", "гараш|дан", "AfterConsonant")]
    [InlineData("Latin", "kamal|a", "AfterConsonant")]
    [InlineData("Latin", "kamal|ə", "None")]
    [InlineData("Latin", "kamal|lar", "AfterConsonant")]
    [InlineData("Latin", "kamal|dandur", "AfterConsonant")]
    [InlineData("Latin", "kamal|lardandur", "AfterConsonant")]
    [InlineData("Latin", "kəmalə|nindir", "AfterVowel")]
    [InlineData("Latin", "kəmalə|in", "None")]
    [InlineData("Latin", "kəmalə|nin", "AfterVowel")]
    [InlineData("Latin", "kəmalə|dən", "AfterVowel")]
    [InlineData("Latin", "kəmalə|lər", "AfterVowel")]
    [InlineData("Latin", "kamal|dan", "AfterConsonant")]
    [InlineData("Latin", "kamal|ın", "None")]
    [InlineData("Latin", "kamal|nin", "None")]
    [InlineData("Latin", "kamal|gilin", "AfterConsonant")]
    [InlineData("Latin", "kamal|largil", "None")]
    [InlineData("Latin", "kamal|dir", "AfterConsonant")]
    [InlineData("Armenian", "պետունյան|ից", "AfterConsonant")]
    [InlineData("Armenian", "պետունյան|յից", "None")]
    [InlineData("Armenian", "աննա|յից", "AfterVowel")]
    [InlineData("Armenian", "գեորգ|ու", "AfterConsonant, WithoutI")]
    [InlineData("Georgian", "წერეთაძ|ის", "AfterConsonant, WithoutA, WithoutI, WithoutE")]
    [InlineData("Georgian", "წერეთაძე|სთვის", "AfterVowel")]
    [InlineData("Georgian", "წერეთაძე|თი", "AfterVowel")]
    [InlineData("Georgian", "ღვინაშვილ|მა", "AfterConsonant, WithoutI")]
    [InlineData("Greek", "αννα|σ", "None")]
    public void An_ending_tells_which_stems_may_stand_before_it(string script, string word, string forms)
    {
        var cut = word.IndexOf('|', StringComparison.Ordinal);
        var ending = word.Length - cut - 1;

        var found = Endings.Of(Enum.Parse<Script>(script)).FormsBefore(word.Remove(cut, 1), ending);

        Assert.Equal(forms, found.ToString());
    }

    [Theory]
    [InlineData("kamal", "in un ün a i u ü da dan la dir dur dür gil gilin lar larin lara larda lardan ladir adur", "AfterConsonant")]
    [InlineData("səməd", "ə e də de dən den lə le gilə gildə lər ler lərə lerdə lərdir", "AfterConsonant")]
    [InlineData("aba", "nin nun nün ya ni nu nü yla da dan la dir gil lar yadir nindur", "AfterVowel")]
    [InlineData("kəmalə", "yə ye ylə yle də dən lə gilə gildə lər", "AfterVowel")]
    public void Every_azerbaijani_ending_is_known(string stem, string endings, string form) =>
        Assert.All(
            endings.Split(' '),
            ending => Assert.Equal(form, Endings.Of(Script.Latin).FormsBefore(stem + ending, ending.Length).ToString())
        );

    [Theory]
    [InlineData("Latin", 9)]
    [InlineData("Cyrillic", 5)]
    [InlineData("Armenian", 5)]
    [InlineData("Georgian", 8)]
    [InlineData("Other", 0)]
    public void The_longest_ending_of_a_script_is_known(string script, int longest) =>
        Assert.Equal(longest, Endings.Of(Enum.Parse<Script>(script)).Longest);
}
