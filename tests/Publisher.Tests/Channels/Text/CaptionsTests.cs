using CsCheck;
using Publisher.Channels.Text;

namespace Publisher.Tests.Channels.Text;

[Trait("Requirement", "SLD-21")]
public sealed class CaptionsTests
{
    private const string Slide = "Жители двух посёлков встретились **впервые** за 30 лет и решили чинить мост.";

    [Fact]
    public void SLD_21_a_slide_is_a_cue_of_two_even_lines()
    {
        Assert.Equal(
            "1\r\n00:00:00,000 --> 00:00:06,500\r\nЖители двух посёлков встретились\r\nвпервые за 30 лет и решили чинить мост.\r\n\r\n",
            Captions.ToSrt([Cue(0, 6.5, Slide)])
        );
    }

    [Fact]
    public void SLD_21_web_captions_say_the_same()
    {
        Assert.Equal(
            "WEBVTT\n\n00:01:05.250 --> 00:01:08.250\nМост &lt;и мир&gt; &amp; мы\n\n",
            Captions.ToVtt([Cue(65.25, 3, "Мост <и мир> & мы")])
        );
    }

    [Fact]
    public void SLD_21_what_two_lines_cannot_hold_becomes_two_cues_in_the_same_time()
    {
        var slide = string.Join(' ', Enumerable.Repeat("двадцатьбуквдвадцать", 4));

        var lines = Captions.ToVtt([Cue(0, 7, slide)]).Split('\n');

        Assert.Equal(
            ["00:00:00.000 --> 00:00:03.500", "00:00:03.500 --> 00:00:07.000"],
            lines.Where(line => line.Contains("-->", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void SLD_21_no_line_is_longer_than_39_letters_unless_one_word_is_and_no_word_is_lost()
    {
        Gen.String[Gen.Char["абвгд ժիլխ .,—"], 1, 84]
            .Where(text => !string.IsNullOrWhiteSpace(text))
            .Sample(text =>
            {
                var lines = Captions
                    .ToSrt([Cue(0, 5, text)])
                    .Split("\r\n")
                    .Where(line => line.Length > 0 && !line.Contains("-->", StringComparison.Ordinal));
                var words = lines.Where(line => !int.TryParse(line, out _)).ToList();

                Assert.All(words, line => Assert.True(line.Length <= 39 || !line.Contains(' ', StringComparison.Ordinal)));
                Assert.Equal(text.Split(' ', StringSplitOptions.RemoveEmptyEntries), words.SelectMany(line => line.Split(' ')));
            });
    }

    [Theory]
    [InlineData("Мост", false, 3)]
    [InlineData("Сорок две буквы: четырнадцать в секунду, да", false, 4.071)]
    [InlineData("Сорок две буквы: четырнадцать в секунду, да", true, 4.583)]
    public void SLD_21_a_slide_stands_as_long_as_it_takes_to_read(string slide, bool largeType, double seconds)
    {
        Assert.Equal(seconds, ReadingTime.Of(slide, largeType).TotalSeconds, 3);
    }

    [Fact]
    public void SLD_21_no_slide_stands_longer_than_seven_seconds()
    {
        Assert.Equal(7, ReadingTime.Of(new string('а', 200), largeType: false).TotalSeconds);
    }

    private static Captions.Cue Cue(double from, double seconds, string text) =>
        new(TimeSpan.FromSeconds(from), TimeSpan.FromSeconds(from + seconds), text);
}
