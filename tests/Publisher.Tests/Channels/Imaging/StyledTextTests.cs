using Publisher.Channels.Imaging;
using Publisher.Channels.Typography;

namespace Publisher.Tests.Channels.Imaging;

public sealed class StyledTextTests
{
    [Fact]
    public void Marks_make_runs_bold_across_words_and_inside_them()
    {
        var words = StyledText.Parse("Это **не пропа**ганда", "ru").Words;

        Assert.Equal(["Это", "не", "пропаганда"], words.Select(word => word.Text));
        Assert.Equal([false, true, true, false], words.SelectMany(word => word.Runs).Select(run => run.Bold));
    }

    [Fact]
    public void A_line_end_within_what_is_bold_is_avoided()
    {
        var words = StyledText.Parse("Мост **открыт снова** сегодня", "ru").Words;

        Assert.Equal([Bond.None, Bond.Soft, Bond.None, Bond.None], words.Select(word => word.After));
    }

    [Theory]
    [InlineData("2 ** 3")]
    [InlineData("a**")]
    [InlineData("****")]
    public void A_mark_without_its_partner_stays(string text)
    {
        Assert.Equal(text, string.Join(' ', StyledText.Parse(text, "ru").Words.Select(word => word.Text)));
    }

    [Fact]
    public void A_no_break_space_holds_two_words_together()
    {
        var words = StyledText.Parse("уже\u00A0завтра утром", "ru").Words;

        Assert.Equal([("уже", Bond.Hard), ("завтра", Bond.None), ("утром", Bond.None)], words.Select(word => (word.Text, word.After)));
    }

    [Fact]
    [Trait("Requirement", "SLD-31")]
    public void SLD_31_a_word_of_two_long_parts_may_end_a_line_at_its_hyphen_and_others_may_not()
    {
        var words = StyledText.Parse("**dayanıb-dayan**madığını 3-cü görüş", "az").Words;

        Assert.Equal(["dayanıb-", "dayanmadığını", "3-cü", "görüş"], words.Select(word => word.Text));
        Assert.Equal([false, true, true, true], words.Select(word => word.IsSpaced));
        Assert.Equal([Bond.Soft, Bond.None, Bond.Loose, Bond.None], words.Select(word => word.After));
    }

    [Fact]
    [Trait("Requirement", "SLD-32")]
    public void SLD_32_marks_for_bold_do_not_hide_a_bond()
    {
        Assert.Equal([Bond.Soft, Bond.Loose, Bond.None], StyledText.Parse("за **30** лет", "ru").Words.Select(word => word.After));
    }
}
