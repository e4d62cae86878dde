using Publisher.Channels.Text;
using Publisher.Channels.Typography;

namespace Publisher.Tests.Channels.Typography;

public sealed class BondsTests
{
    [Theory]
    [Trait("Requirement", "SLD-31")]
    [InlineData("ru", "ул. Мира, 5 м и 10 кг, № 7, 12 $, 5 из 12", "ул.~Мира, 5~м и+10~кг, №~7, 12~$, 5 из+12")]
    [InlineData("ru", "2026 г. Осенью г. Ереван и т. д., до н. э.", "2026~г. Осенью г.~Ереван и+т.~д., до+н.~э.")]
    [InlineData("az", "Prof. Dr. Quliyeva 5-ci il", "Prof.~Dr.~Quliyeva 5‑ci~il")]
    [InlineData("en", "Dr. Green met 30 people – and 5 of them", "Dr.~Green met 30~people~– and 5 of them")]
    [InlineData("fa", "۳۰ سال — و ۵ نفر", "۳۰ سال~— و ۵ نفر")]
    public void SLD_31_what_belongs_together(string language, string text, string marked) =>
        Assert.Equal(marked, SentenceTests.Marked(text, language));

    [Theory]
    [Trait("Requirement", "SLD-28")]
    [InlineData("смотри https://most.example/a-b-moscow-yerevan да")]
    [InlineData("пиши длинный-адрес@длинный-пример.example да")]
    public void SLD_28_an_address_has_no_line_end_inside(string text) =>
        Assert.DoesNotContain(Bonds.Find(text, "ru", new HashSet<int>()), place => text[place.Position] == '-');

    [Fact]
    [Trait("Requirement", "SLD-35")]
    public void SLD_35_html_gets_no_break_spaces_in_words_and_none_in_code()
    {
        var runs = Bonds.InHtml([new TextRun("Прошло 30"), new TextRun(" лет", RunStyle.Bold), new TextRun("30 лет", RunStyle.Code)], "ru");

        Assert.Equal(["Прошло 30", "\u00A0лет", "30 лет"], runs.Select(run => run.Text));
    }
}
