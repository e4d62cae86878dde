using CsCheck;

namespace Publisher.Tests.Channels.Text;

/// <summary>Texts that mix scripts, emoji, combining marks, addresses, Markdown and hostile HTML.</summary>
internal static class RandomMarkdown
{
    private static readonly string[] Pieces =
    [
        "Мост. ",
        "чинили ",
        "вдвоём! ",
        "Կամուրջը։ ",
        "ինչո՞ւ ",
        "körpü ",
        "ხიდი. ",
        "bridge ",
        "پل ",
        "👩‍👩‍👧‍👦",
        "🇦🇲 ",
        "e\u0301\u0323",
        "ё",
        "https://most.example/a?b=1&c=2 ",
        "[слово два](https://most.example/x) ",
        "[bad](javascript:alert(1)) ",
        "<script>alert(1)</script>",
        "<b>",
        "</a>",
        "&amp;",
        "&#60;",
        "&",
        "\"",
        "'",
        "**",
        "*",
        "_",
        "~~",
        "`",
        "```\n",
        "> ",
        "- ",
        "1. ",
        "# ",
        "\n",
        "\n\n",
        " ",
        "  \n",
        "| a | b |\n|---|---|\n| c | d |\n",
        "![alt](https://most.example/i.jpg)",
        "\\",
        "[",
        "](",
        ")",
        "!",
        "\u200B",
        "\u00A0",
        "\0",
        "\t",
        "…",
        "«",
        "»",
        "{{page}}",
        "[^1]",
        "[^2] ",
        "\n\n[^1]: Первая сноска. ",
        "\n\n[^2]: Вторая. ",
        "[id1|name]",
        "#мир ",
        "#tag_1",
        "@news@most.example ",
        "most.example/a ",
        "☕️",
    ];

    public static Gen<string> Gen { get; } =
        CsCheck.Gen.OneOf(
            CsCheck.Gen.Int[0, Pieces.Length - 1].Select(index => Pieces[index]).Array[0, 60].Select(string.Concat),
            CsCheck.Gen.String[0, 80],
            CsCheck
                .Gen.Select(CsCheck.Gen.Int[0, Pieces.Length - 1].Select(index => Pieces[index]).Array[0, 20], CsCheck.Gen.String[0, 10])
                .Select((pieces, tail) => string.Join(tail, pieces))
        );
}
