using CsCheck;
using Publisher.Posts.Safety;

namespace Publisher.Tests.Posts.Safety;

public sealed class GuardPropertyTests
{
    private static readonly LeakGuard[] _guards =
    [
        .. NameList.All.Select(name => LeakGuard.Of([new ProtectedEntry("pe_1", ProtectedKind.Person, name, [])])),
    ];

    private static readonly string[] _others =
    [
        "<",
        "<b",
        "<b ",
        ">",
        "</p>",
        "&",
        "&lt;",
        "%",
        "%D0",
        "*",
        "\\",
        "\u202E",
        "\u202C",
        "🌸",
        "слово",
        "word",
        "söz",
        "բառ",
        "სიტყვა",
        "12",
        "@",
        "[at]",
        ".",
        ",",
        "-",
        "\"",
        "а",
        "\n",
        "\u200B",
        "\u0301",
        "_",
        "#",
        ";",
        " ",
    ];

    private static readonly Gen<string> _surroundings = Gen.Int[0, _others.Length - 1]
        .Select(other => _others[other])
        .Array[0, 6]
        .Select(string.Concat);

    /// <summary>A name, two disguises in the order in which they are put on, and the dice they throw.</summary>
    private static readonly Gen<(int Name, int First, int Second, int Dice)> _disguised = Gen.Select(
            Gen.Int[0, NameList.All.Length - 1],
            Gen.Int[0, Disguises.All.Count - 1],
            Gen.Int[0, Disguises.All.Count - 1],
            Gen.Int
        )
        .Where((_, first, second, _) => first < second && !Disguises.CannotMeet(Disguises.All[first].Name, Disguises.All[second].Name));

    [Fact]
    [Trait("Requirement", "LGD-07")]
    public void A_name_in_any_two_disguises_is_found() =>
        _disguised.Sample(
            one =>
            {
                var text = Text(one);
                Assert.True(Finds(one.Name, text), $"{Disguises.All[one.First].Name}, {Disguises.All[one.Second].Name}: {text}");
            },
            iter: Depth.Cases
        );

    [Fact]
    [Trait("Requirement", "LGD-07")]
    public void What_stands_around_a_name_does_not_hide_it() =>
        Gen.Select(_disguised, _surroundings, _surroundings)
            .Sample(
                (one, before, behind) =>
                {
                    var text = $"{before} {Text(one)} {behind}";
                    Assert.True(Finds(one.Name, text), $"{Disguises.All[one.First].Name}, {Disguises.All[one.Second].Name}: {text}");
                },
                iter: Depth.Cases
            );

    private static string Text((int Name, int First, int Second, int Dice) one)
    {
        var random = new Random(one.Dice);
        var once = Disguises.All[one.First].PutOn(NameList.All[one.Name], random);
        return Disguises.All[one.Second].PutOn(once, random);
    }

    private static bool Finds(int name, string text) => _guards[name].Find(text, TestContext.Current.CancellationToken).Count > 0;
}
