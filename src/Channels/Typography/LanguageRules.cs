using System.Collections.Frozen;
using Publisher.Channels.Text;

namespace Publisher.Channels.Typography;

/// <summary>
/// How texts of one language are set (SLIDES 4): its quotes, its dash, its own letters and what holds together at a line end. The rules go
/// by the language a text is in, never by its script; a language without rules keeps what was typed.
/// </summary>
internal sealed record LanguageRules
{
    /// <summary>ISO 15924, of texts whose tag names no script.</summary>
    public required string Script { get; init; }

    public QuotePair? Outer { get; init; }

    public QuotePair? Inner { get; init; }

    /// <summary>« » are right as well, but not beside the other ones in one piece (az).</summary>
    public bool AcceptsGuillemets { get; init; }

    public char? Dash { get; init; }

    /// <summary>A lone <c>_</c> between spaces is a dash.</summary>
    public bool UnderscoreIsDash { get; init; }

    /// <summary>Characters that look like the language's own letters, with the right ones.</summary>
    public FrozenDictionary<char, char> Letters { get; init; } = FrozenDictionary<char, char>.Empty;

    /// <summary>Typed colons and grave accents stand for the language's own full stop and pause (LNG-02).</summary>
    public bool HasArmenianMarks { get; init; }

    /// <summary>Titles end without a full stop (LNG-05).</summary>
    public bool TitlesHaveNoStop { get; init; }

    /// <summary>At least one of these stands in any text of some length; empty: that is not looked at.</summary>
    public string OwnLetters { get; init; } = "";

    public BondRules Bonds { get; init; } = new();

    public static LanguageRules For(string language)
    {
        var name = LanguageTag.Base(language);
        var script = language.Split('-').Skip(1).FirstOrDefault(part => part.Length == 4 && part.All(char.IsAsciiLetter));
        var rules = LanguageTable.Find(name);
        return script is null || script.Equals(rules.Script, StringComparison.OrdinalIgnoreCase)
            ? rules
            : LanguageTable.Find($"{name}-{script.ToLowerInvariant()}");
    }
}

/// <summary>An opening and a closing quotation mark.</summary>
internal sealed record QuotePair(char Open, char Close);

/// <summary>What holds together at a line end (SLIDES 3). Words are compared letter by letter, capitals included.</summary>
internal sealed record BondRules
{
    /// <summary>A number holds on to the word after it: its unit, noun or month.</summary>
    public bool Numbers { get; init; }

    /// <summary>Every word of one or two letters holds softly on to the next.</summary>
    public bool ShortWords { get; init; }

    /// <summary>Words that hold softly on to the next, written exactly so.</summary>
    public FrozenSet<string> Soft { get; init; } = [];

    /// <summary>Particles that belong to the word before.</summary>
    public FrozenSet<string> Backward { get; init; } = [];

    /// <summary>Verbs that belong to the word before when <c>։ , ՝ …</c> follows them.</summary>
    public FrozenSet<string> BackwardVerbs { get; init; } = [];

    /// <summary>Words of which the next one never stands apart: <c>т. е.</c></summary>
    public FrozenSet<string> Phrases { get; init; } = [];

    /// <summary>Abbreviations that belong to the name or number after them: <c>ул.</c></summary>
    public FrozenSet<string> Forward { get; init; } = [];

    /// <summary>The same, whatever word follows.</summary>
    public FrozenSet<string> ForwardToAny { get; init; } = [];

    /// <summary>How suffixes that make a number an ordinal begin, and the prefixes that do so.</summary>
    public IReadOnlyList<string> OrdinalSuffixes { get; init; } = [];

    public IReadOnlyList<string> OrdinalPrefixes { get; init; } = [];

    /// <summary>Words that are no noun, so that a number before them stands free.</summary>
    public FrozenSet<string> NoNouns { get; init; } = [];
}
