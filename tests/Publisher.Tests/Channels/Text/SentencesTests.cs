using Publisher.Channels.Text;

namespace Publisher.Tests.Channels.Text;

public sealed class SentencesTests
{
    [Theory]
    [Trait("Requirement", "SLD-26")]
    [InlineData("ru", "Сначала молчали. Потом кто-то поставил чайник. Через час говорили все сразу. Расходились уже в темноте.", 4)]
    [InlineData("ru", "Мы думали, что забыли их язык... Нет! Помним!", 3)]
    [InlineData("ru", "- Ты боялась ехать? - спросил водитель. - Очень, - ответила она.", 1)]
    [InlineData("ru", "«Они пришли.» Мы ждали.", 2)]
    [InlineData("ru", "Пришли? да, пришли.", 1)]
    [InlineData(
        "hy",
        "Սկզբում լռում էին: Հետո ինչ-որ մեկը թեյ դրեց: Մեկ ժամ անց բոլորը միանգամից խոսում էին: Ցրվեցին արդեն մութն ընկնելուց հետո:",
        4
    )]
    [InlineData("hy", "Ուսուցչուհին հիշում է. \"Դպրոցում մեզ ասում էին. \"Այնտեղ թշնամիներ են ապրում\":", 1)]
    [InlineData("hy", "Ի՜նչ լավ է, որ եկաք. մե՛նք էլ շատ ենք սպասել:", 1)]
    [InlineData("hy", "Կարծում էինք՝ մոռացել ենք նրանց լեզուն... Ո՛չ: Հիշո՜ւմ ենք:", 3)]
    [InlineData("hy", "Ավտոբուսը մեկնում է ժամը 7:30-ին և 18:45-ին։", 1)]
    [InlineData("az", "Deyirdik ki, dillərini unutmuşuq... Yox! Yadımızdadır!", 3)]
    [InlineData("ka", "ჯერ ჩუმად იყვნენ. მერე ვიღაცამ ჩაიდანი დადგა. ერთ საათში ყველა ერთად ლაპარაკობდა. სიბნელეში დაიშალნენ.", 4)]
    [InlineData("fa", "می‌شود درباره صلح حرف زد؟ نمی‌خواهد گوش کند.", 2)]
    [InlineData("en", "Dr. Hill came. J. Brook left. Nobody knew why…", 3)]
    public void A_sentence_ends_by_the_rules_of_its_language(string language, string text, int sentences) =>
        Assert.Equal(sentences, Sentences.EndsOf(text, language).Count);

    [Theory]
    [Trait("Requirement", "SLD-27")]
    [InlineData("ru", "В 2026 г. в с. Верхняя Поляна жило 310 чел., в 2020 г. - 190.")]
    [InlineData("ru", "Письмо подписали А. Б. Горина, В. Г. Лесной и ещё 14 человек, в т. ч. врачи и учителя.")]
    [InlineData("az", "Kənddə 310 nəfər, o cümlədən həkim, müəllim və s. yaşayır, 2020-ci ildə 190 nəfər idi.")]
    [InlineData("ka", "სოფელში 310 კაცი ცხოვრობს, მათ შორის ექიმი, მასწავლებელი და ა.შ., ე.წ. ძველ უბანში კი - 190.")]
    [InlineData("hy", "Գյուղում ապրում է 310 մարդ, այդ թվում՝ բժիշկ, ուսուցիչ և այլն, իսկ 2020 թ. ապրում էր 190-ը:")]
    public void The_stop_of_an_abbreviation_ends_nothing(string language, string text) => Assert.Single(Sentences.EndsOf(text, language));

    [Fact]
    public void A_line_break_ends_a_sentence_and_a_number_of_a_list_does_not() =>
        Assert.Equal([8, 17], Sentences.EndsOf("1. Камни\n2. Доски\n", "ru"));
}
