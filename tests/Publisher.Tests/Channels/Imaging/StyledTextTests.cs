using Publisher.Channels.Imaging;

namespace Publisher.Tests.Channels.Imaging;

public sealed class StyledTextTests
{
    [Fact]
    public void Marks_make_runs_bold_across_words_and_inside_them()
    {
        var words = StyledText.Parse("Это **не пропа**ганда").Words;

        Assert.Equal(["Это", "не", "пропаганда"], words.Select(word => word.Text));
        Assert.Equal([false, true, true, false], words.SelectMany(word => word.Runs).Select(run => run.Bold));
    }

    [Theory]
    [InlineData("2 ** 3")]
    [InlineData("a**")]
    [InlineData("****")]
    public void A_mark_without_its_partner_stays(string text)
    {
        Assert.Equal(text, string.Join(' ', StyledText.Parse(text).Words.Select(word => word.Text)));
    }

    [Fact]
    public void A_no_break_space_holds_two_words_together()
    {
        Assert.Equal(["за", "30\u00A0лет"], StyledText.Parse("за 30\u00A0лет").Words.Select(word => word.Text));
    }
}
