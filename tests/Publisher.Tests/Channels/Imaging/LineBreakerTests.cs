using CsCheck;
using Publisher.Channels.Imaging;

namespace Publisher.Tests.Channels.Imaging;

public sealed class LineBreakerTests
{
    [Fact]
    [Trait("Requirement", "SLD-30")]
    public void SLD_30_the_last_line_is_not_one_short_word()
    {
        Assert.Equal(["aaaa bbbb", "cccc dd"], Lines("aaaa bbbb cccc dd", room: 14));
    }

    [Fact]
    [Trait("Requirement", "SLD-34")]
    public void SLD_34_a_bond_wider_than_the_line_is_loosened_before_the_noun_and_never_inside_the_number()
    {
        Assert.Equal(["из", "12 450 семей", "да"], Lines("из 12 450 семей да", room: 12));
        Assert.Equal(["из 12 450", "семей да"], Lines("из 12 450 семей да", room: 10));
        Assert.Equal(["из", "12 450", "семей", "да"], Lines("из 12 450 семей да", room: 6));
    }

    [Fact]
    [Trait("Requirement", "SLD-30")]
    public void SLD_30_a_line_end_after_a_preposition_is_avoided_and_not_forbidden()
    {
        Assert.Equal(["мост стоит", "на реке да"], Lines("мост стоит на реке да", room: 13));
        Assert.Equal(["стоит на", "горелке"], Lines("стоит на горелке", room: 8));
    }

    [Fact]
    [Trait("Requirement", "SLD-31")]
    public void SLD_31_no_line_ends_at_a_hard_bond_whatever_the_width()
    {
        Gen.Select(Gen.Int[0, Pieces.Length - 1].List[1, 20], Gen.Int[16, 40])
            .Sample(
                (pieces, room) =>
                {
                    var text = string.Join(' ', pieces.Select(piece => Pieces[piece]));

                    var lines = Lines(text, room);

                    Assert.Equal(text, string.Join(' ', lines));
                    Assert.All(lines.Skip(1), line => Assert.False(line is ['—', ..] or ['л', 'и'] or ['л', 'и', ' ', ..]));
                    Assert.All(
                        lines.SkipLast(1),
                        line => Assert.False(char.IsDigit(line[^1]) || line.EndsWith("ул.", StringComparison.Ordinal))
                    );
                },
                iter: 2_000
            );
    }

    private static readonly string[] Pieces =
    [
        "мост",
        "12 450 семей",
        "мост ли",
        "— да",
        "ул. Мира",
        "и",
        "37 %",
        "кто-то",
        "не",
        "а. Б. В. Горина",
    ];

    [Fact]
    public void A_line_never_begins_with_a_dash()
    {
        Assert.Equal(["aaaa —", "bbbb cc"], Lines("aaaa — bbbb cc", room: 9));
    }

    [Fact]
    public void The_writers_own_line_ends_are_kept()
    {
        Assert.Equal(["aa", "bb cc"], Lines("aa\nbb cc", room: 20));
    }

    [Fact]
    public void No_line_is_wider_than_the_room_and_no_word_is_lost()
    {
        Gen.Int[1, 12]
            .List[1, 40]
            .Sample(
                lengths =>
                {
                    var text = string.Join(' ', lengths.Select(length => new string('x', length)));

                    var lines = Lines(text, room: 12);

                    return lines.All(line => line.Length <= 12) && string.Join(' ', lines) == text;
                },
                iter: 500
            );
    }

    [Fact]
    public void There_are_no_more_lines_than_a_greedy_setting_needs()
    {
        Gen.Int[1, 12]
            .List[1, 40]
            .Sample(
                lengths =>
                {
                    var text = string.Join(' ', lengths.Select(length => new string('x', length)));
                    var (greedy, width) = (1, 0);
                    foreach (var length in lengths)
                    {
                        greedy += width > 0 && width + 1 + length > 12 ? 1 : 0;
                        width = width > 0 && width + 1 + length <= 12 ? width + 1 + length : length;
                    }

                    return Lines(text, room: 12).Count == greedy;
                },
                iter: 500
            );
    }

    private static List<string> Lines(string text, double room)
    {
        var words = StyledText.Parse(text, "ru").Words;
        var starts = LineBreaker.Break(words, [.. words.Select(word => (double)word.Text.Length)], gap: 1, room);
        return
        [
            .. starts.Select(
                (start, line) =>
                    string.Join(
                        ' ',
                        words.Skip(start).Take((line + 1 < starts.Count ? starts[line + 1] : words.Count) - start).Select(word => word.Text)
                    )
            ),
        ];
    }
}
