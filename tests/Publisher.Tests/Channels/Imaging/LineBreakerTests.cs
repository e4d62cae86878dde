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
