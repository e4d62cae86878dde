using Publisher.Channels.Text;
using Publisher.Channels.Typography;

namespace Publisher.Tests.Channels.Typography;

public sealed class LetterCaseTests
{
    [Theory]
    [Trait("Requirement", "LNG-01")]
    [InlineData("hy-09", "hy", "ԵՎ ԵՐԵՎԱՆԸ, ԵՎ ՍԵՎԱՆԸ ՆՈՒՅՆ ՔԱՐՏԵԶԻ ՎՐԱ ԵՆ։")]
    [InlineData("hy-09", "hyw", "ԵՎ ԵՐԵՒԱՆԸ, ԵՒ ՍԵՒԱՆԸ ՆՈՒՅՆ ՔԱՐՏԵԶԻ ՎՐԱ ԵՆ։")]
    [InlineData("az-09", "az", "İSTİQLAL KÜÇƏSİNDƏ İŞIQ YANDI, İLDIRIM İSƏ IĞDIR TƏRƏFDƏ ÇAXDI.")]
    [InlineData("ka-09", "ka", "ჩვენს ანბანს დიდი ასოები არ სჭირდება.")]
    [InlineData("ka-09", "ru", "ჩვენს ანბანს დიდი ასოები არ სჭირდება.")]
    [InlineData("ru-09", "ru", "ВСТРЕЧИ ПРОЙДУТ 12–14 МАЯ С 10:00 ДО 17:00 В ЗАЛЕ НА 3-М ЭТАЖЕ.")]
    public void LNG_01_letters_are_raised_by_the_rules_of_their_language(string id, string language, string upper) =>
        Assert.Equal(upper, LetterCase.Upper(Sentence.Of(id).Slides[0], language));

    [Fact]
    [Trait("Requirement", "LNG-04")]
    public void LNG_04_hashtags_are_one_by_the_languages_own_case()
    {
        string[] hashtags = ["İqlim", "iqlim", "IQLIM", "ıqlım"];

        Assert.Equal(["İqlim", "IQLIM"], Hashtags.Clean(hashtags, "az"));
        Assert.Equal(["sülh"], Hashtags.Clean(["sülh", "SÜLH"], "az"));
    }
}
