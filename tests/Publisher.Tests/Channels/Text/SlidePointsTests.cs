using CsCheck;
using Publisher.Channels;
using Publisher.Channels.Text;

namespace Publisher.Tests.Channels.Text;

/// <summary>The sentences of the slide rules that are about cutting, as typed.</summary>
public sealed class SlidePointsTests
{
    [Theory]
    [Trait("Requirement", "SLD-22")]
    [InlineData("ru", "Сначала молчали. Потом кто-то поставил чайник. Через час говорили все сразу. Расходились уже в темноте.", 46, 56)]
    [InlineData(
        "hy",
        "Սկզբում լռում էին: Հետո ինչ-որ մեկը թեյ դրեց: Մեկ ժամ անց բոլորը միանգամից խոսում էին: Ցրվեցին արդեն մութն ընկնելուց հետո:",
        45,
        76
    )]
    [InlineData(
        "az",
        "Əvvəlcə susdular. Sonra kimsə çay qoydu. Bir saatdan sonra hamı birdən danışırdı. Dağılışanda artıq qaranlıq düşmüşdü.",
        40,
        77
    )]
    [InlineData("ka", "ჯერ ჩუმად იყვნენ. მერე ვიღაცამ ჩაიდანი დადგა. ერთ საათში ყველა ერთად ლაპარაკობდა. სიბნელეში დაიშალნენ.", 45, 56)]
    public void Sentence_14_four_sentences_are_two_even_slides(string language, string text, params int[] letters) =>
        Assert.Equal(letters, SlidePoints.Of(text, language, SlideLength.Picture).Select(BoldMarks.Letters));

    [Theory]
    [Trait("Requirement", "SLD-23")]
    [InlineData(
        "ru",
        "Когда в апреле открыли старую дорогу, первыми по ней поехали не чиновники и не туристы, | а пожилые люди, которые тридцать лет не видели могил своих родителей и не знали, стоят ли ещё их дома."
    )]
    [InlineData(
        "hy",
        "Երբ ապրիլին բացեցին հին ճանապարհը, առաջինը դրանով գնացին ոչ թե պաշտոնյաները կամ զբոսաշրջիկները, այլ տարեց մարդիկ, | որոնք երեսուն տարի չէին տեսել իրենց ծնողների գերեզմանները և չգիտեին՝ արդյոք կանգո՞ւն են իրենց տները:"
    )]
    [InlineData(
        "az",
        "Aprel ayında köhnə yol açılanda onunla ilk gedənlər nə məmurlar, nə də turistlər oldu, | otuz il valideynlərinin məzarını görməyən və evlərinin dayanıb-dayanmadığını bilməyən yaşlı insanlar getdi."
    )]
    [InlineData(
        "ka",
        "როცა აპრილში ძველი გზა გაიხსნა, პირველები მასზე არც ჩინოვნიკები და არც ტურისტები წავიდნენ, არამედ ხანდაზმული ადამიანები, | რომლებსაც ოცდაათი წელი მშობლების საფლავები არ ენახათ და არ იცოდნენ, დგას თუ არა მათი სახლი."
    )]
    public void Sentence_12_a_long_sentence_is_cut_where_a_speaker_breathes(string language, string cut) =>
        Assert.Equal(cut.Split(" | "), SlidePoints.Of(cut.Replace("| ", "", StringComparison.Ordinal), language, SlideLength.Picture));

    [Theory]
    [Trait("Requirement", "SLD-20")]
    [InlineData("ru", "Нам нужны три вещи: безопасная дорога; школа, где учат оба языка; право хоронить близких рядом с домом.", 103)]
    [InlineData(
        "hy",
        "Մեզ երեք բան է պետք՝ անվտանգ ճանապարհ, դպրոց, որտեղ սովորեցնում են երկու լեզուն, և հարազատներին տան կողքին հուղարկավորելու իրավունք:",
        132
    )]
    [InlineData(
        "az",
        "Bizə üç şey lazımdır: təhlükəsiz yol; hər iki dilin öyrədildiyi məktəb; yaxınlarımızı evimizin yanında dəfn etmək haqqı.",
        120
    )]
    [InlineData("ka", "სამი რამ გვჭირდება: უსაფრთხო გზა; სკოლა, სადაც ორივე ენას ასწავლიან; უფლება, ახლობლები სახლთან დავკრძალოთ.", 106)]
    [InlineData("ru", "Это **не пропаганда**, а разговор **двух соседей** через забор.", 55)]
    [InlineData("ru", "Пишите нам на hello@most.example или в бот @most_example, метка #вместечиним.", 77)]
    public void A_sentence_up_to_140_letters_is_never_torn(string language, string sentence, int letters)
    {
        var point = Assert.Single(SlidePoints.Of(sentence, language, SlideLength.Picture));

        Assert.Equal((sentence, letters), (point, BoldMarks.Letters(point)));
    }

    [Fact]
    [Trait("Requirement", "SLD-31")]
    public void SLD_31_a_sentence_without_any_mark_is_not_cut_between_a_number_and_its_noun()
    {
        var words = string.Join(' ', Enumerable.Repeat("слово", 15));
        var sentence = $"{words} пришло 12 450 семей {words}";

        var points = SlidePoints.Of(sentence, "ru", SlideLength.Picture);

        Assert.Equal(sentence, string.Join(' ', points));
        Assert.Contains(points, point => point.Contains("12 450 семей", StringComparison.Ordinal));
    }

    [Fact]
    public void A_text_without_any_end_is_cut_too()
    {
        var text = string.Join(' ', Enumerable.Range(0, 12_000).Select(number => $"слово{number % 7}"));

        var points = SlidePoints.Of(text, "ru", SlideLength.Picture);

        Assert.Equal(text, string.Join(' ', points));
        Assert.All(points, point => Assert.InRange(BoldMarks.Letters(point), 1, 140));
    }

    [Fact]
    [Trait("Requirement", "SLD-28")]
    public void Bold_is_closed_at_a_cut_and_opened_again()
    {
        var first = new string('а', 80) + ".";
        var second = "Б" + new string('б', 80) + ".";

        Assert.Equal([$"**{first}**", $"**{second}**"], SlidePoints.Of($"**{first} {second}**", "ru", SlideLength.Picture));
    }

    /// <summary>With the seed: two blanks before a word of 140 letters, which once stayed with the words around it.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData("37tw88IBjNx9")]
    public void Whatever_the_text_no_letter_is_lost_and_only_a_single_word_exceeds_140(string? seed) =>
        Gen.Select(RandomMarkdown.Gen, Gen.OneOf(Gen.Const("ru"), Gen.Const("hy"), Gen.Const("ka"), Gen.Const("az")))
            .Sample(
                (text, language) =>
                {
                    var paragraph = CleanText.Line(text);

                    var points = SlidePoints.Of(paragraph, language, SlideLength.Picture);

                    Assert.Equal(Letters(paragraph), Letters(string.Concat(points)));
                    Assert.All(points, point => Assert.True(BoldMarks.Letters(point) <= 140 || !Bare(point).Any(char.IsWhiteSpace)));
                },
                seed: seed,
                iter: seed is null ? Depth.Cases : 1
            );

    private static string Bare(string text) => text.Trim('*', ' ', '\u00A0');

    private static string Letters(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter) && letter != '*'));
}
