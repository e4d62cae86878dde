using CsCheck;
using Publisher.Channels;
using Publisher.Channels.Text;
using Publisher.Channels.Typography;

namespace Publisher.Tests.Channels.Typography;

public sealed class TypographerTests
{
    private static readonly string[] Pieces =
    [
        "\"",
        "“",
        "”",
        "„",
        "«",
        "»",
        "'",
        "-",
        "–",
        "—",
        "_",
        ".",
        "...",
        "…",
        ",",
        ":",
        ";",
        "!",
        "?",
        "`",
        "(",
        ")",
        "%",
        "**",
        " ",
        " ",
        " ",
        "\n",
        "\u00A0",
        "\u200B",
        "\u0306",
        "12",
        "7",
        "2026",
        "г.",
        "мост",
        "и",
        "лет",
        "այո",
        "է",
        "և",
        "՞",
        "körpü",
        "ә",
        "ხიდი",
        "ა.შ.",
        "ي",
        "a",
        "@",
        "#",
        ".example",
        "https://",
        "🌉",
    ];

    private static readonly string[] Languages = ["ru", "hy", "hyw", "az", "az-Arab", "ka", "fa", "en", "de"];

    [Theory]
    [Trait("Requirement", "LNG-02")]
    [InlineData("Եկա: Տեսա 7:30-ին: ", "Եկա։ Տեսա 7:30-ին։ ")]
    [InlineData("37%: «Այո»: (ոչ): Ո՞: ", "37%։ «Այո»։ (ոչ)։ Ո՞։ ")]
    [InlineData("https://most.example:8080/ա:բ tel:12 Facebook: այո", "https://most.example:8080/ա:բ tel:12 Facebook: այո")]
    [InlineData("Պարզ է` այո", "Պարզ է՝ այո")]
    [InlineData("Գնաց,- ասաց:- Եկավ", "Գնաց, — ասաց։ — Եկավ")]
    public void LNG_02_armenian_stops_and_pauses_get_their_own_marks(string typed, string set) => Assert.Equal(set, Line(typed, "hy"));

    [Fact]
    [Trait("Requirement", "LNG-02")]
    public void LNG_02_an_ascii_question_mark_is_told_and_not_mended()
    {
        var warning = Assert.Single(Warnings("Ինչու են լռում?", "hy"));

        Assert.Equal("hy_question_mark", warning.Code);
        Assert.Contains("texts.hy.title, letter 15", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "LNG-02")]
    public void LNG_02_an_armenian_mark_counts_as_one_letter() =>
        Assert.All(
            Enum.GetValues<CountUnit>().Where(unit => unit != CountUnit.Utf8Bytes),
            unit => Assert.Equal(6, TextCounter.Count("ինչո՞ւ", unit))
        );

    [Theory]
    [Trait("Requirement", "LNG-03")]
    [InlineData("Եվ ես, և դու եւ նա", true)]
    [InlineData("Եվ ես, և դու և նա", false)]
    [InlineData("ես եւ դու եւ նա", false)]
    public void LNG_03_two_spellings_of_and_are_told(string typed, bool told) =>
        Assert.Equal(told ? ["hy_mixed_ev"] : [], Warnings(typed, "hy").Select(warning => warning.Code));

    [Theory]
    [Trait("Requirement", "LNG-04")]
    [InlineData("Seherimizde yeni korpu tikildi ve hami se", true)]
    [InlineData("Seherimizde yeni korpu tikildi ve hami s", false)]
    [InlineData("Şəhərimizdə yeni körpü tikildi və hamı sevindi", false)]
    public void LNG_04_a_text_typed_without_the_keyboard_is_told(string typed, bool told) =>
        Assert.Equal(told ? ["az_ascii"] : [], Warnings(typed, "az").Select(warning => warning.Code));

    [Fact]
    [Trait("Requirement", "LNG-04")]
    public void LNG_04_guillemets_stay_in_azerbaijani_but_never_beside_other_quotes()
    {
        string[] piece = ["«bir» söz", "\"iki\" söz"];

        Assert.Equal(["«bir» söz", "“iki” söz"], piece.Select(text => Line(text, "az")));
        Assert.Equal(["“bir” söz", "“iki” söz"], piece.Select(text => new Typographer("az").WithQuotesOf(piece).Line(text, "")));
    }

    [Theory]
    [Trait("Requirement", "LNG-05")]
    [InlineData("ხიდი ერთად.", "ხიდი ერთად")]
    [InlineData("ხიდი და ა.შ.", "ხიდი და ა.შ.")]
    [InlineData("ხიდი...", "ხიდი…")]
    public void LNG_05_a_georgian_title_has_no_final_stop(string typed, string set) =>
        Assert.Equal(set, new Typographer("ka").Title(typed, ""));

    [Fact]
    [Trait("Requirement", "LNG-05")]
    public void LNG_05_georgian_capitals_are_told_where_telephones_draw_them()
    {
        var typographer = new Typographer("ka");
        typographer.Line("ᲮᲘᲓᲘ და გზა", "texts.ka.title");

        Assert.Equal(["ka_mtavruli"], typographer.Warnings(inPictures: false).Select(warning => warning.Code));
        Assert.Empty(typographer.Warnings(inPictures: true));
    }

    [Theory]
    [Trait("Requirement", "LNG-06")]
    [InlineData("Так... Что?.. Вот!.. И....", "Так… Что?.. Вот!.. И....")]
    [InlineData("12-14 мая, 10:00-17:00, 2024-26, 1,5-2 км", "12–14 мая, 10:00–17:00, 2024–26, 1,5–2 км")]
    [InlineData("тел. 010-12-34, 2026-05-12, +374-10-12, дом 12-5, 3/4-5", "тел. 010-12-34, 2026-05-12, +374-10-12, дом 12-5, 3/4-5")]
    [InlineData("кое-кто - вот -- и – да", "кое-кто — вот — и — да")]
    [InlineData("«Мир»,- сказал он.- Да", "«Мир», — сказал он. — Да")]
    [InlineData("экран 15\" и “мир” у \"**моста**\"", "экран 15\" и «мир» у «**моста**»")]
    [InlineData("- Да\n- Нет", "— Да\n— Нет")]
    public void LNG_06_russian_ellipses_dashes_ranges_and_quotes(string typed, string set) => Assert.Equal(set, Line(typed, "ru"));

    [Fact]
    [Trait("Requirement", "LNG-06")]
    public void LNG_06_a_latin_letter_in_a_cyrillic_word_is_told_with_its_place()
    {
        var warning = Assert.Single(Warnings("Cтарый мoст, VPNом и IT-отдел", "ru"));

        Assert.Equal("latin_look_alike", warning.Code);
        Assert.Contains(
            "C in Cтарый, texts.ru.title, letter 1; o in мoст, texts.ru.title, letter 9.",
            warning.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    [Trait("Requirement", "LNG-07")]
    public void LNG_07_persian_gets_its_own_letters_and_keeps_its_joiners() => Assert.Equal("کتاب می‌خواهی", Line("كتاب مي‌خواهي", "fa"));

    [Fact]
    [Trait("Requirement", "LNG-08")]
    public void LNG_08_all_texts_are_in_one_form_of_unicode() => Assert.Equal("й ё", Line("и\u0306 е\u0308", "ru"));

    [Fact]
    public void The_rules_go_by_the_language_and_never_by_the_script()
    {
        var typed = Sentence.Of("ru-02").Raw + " \"Да\"";

        Assert.Contains(" – впервые за 30 лет – ", Line(typed, "en"), StringComparison.Ordinal);
        Assert.EndsWith("“Да”", Line(typed, "en"), StringComparison.Ordinal);
        Assert.Equal(typed, Line(typed, "de"));
        Assert.Equal(typed, Line(typed, "ru-Latn"));
    }

    [Theory]
    [Trait("Requirement", "SLD-36")]
    [InlineData("https://most.example/a-b?x=12-14...&q=_")]
    [InlineData("most.example/12-14")]
    [InlineData("a-12-14@most.example")]
    [InlineData("@most_әxample")]
    [InlineData("@a@most.example")]
    [InlineData("#körpü_ә")]
    public void SLD_36_addresses_handles_and_hashtags_are_left_as_they_are(string kept) =>
        Assert.All(Languages, language => Assert.Equal($"a {kept} b", Line($"a {kept} b", language)));

    [Fact]
    [Trait("Requirement", "SLD-36")]
    public void SLD_36_code_is_left_as_it_is_and_the_words_around_it_are_not()
    {
        var runs = new Typographer("ru").Runs(
            [new TextRun("\"Так\": "), new TextRun("\"12-14\"...\u200B", RunStyle.Code), new TextRun(" - \"да\"...")],
            "",
            keepsBonds: false
        );

        Assert.Equal(["«Так»: ", "\"12-14\"...\u200B", " — «да»…"], runs.Select(run => run.Text));
    }

    [Fact]
    [Trait("Requirement", "SLD-36")]
    public void SLD_36_what_was_changed_is_counted()
    {
        var warning = Assert.Single(Warnings("\"Мир\" - это... 12-14\u00A0мая", "ru"));

        Assert.Equal("typography", warning.Code);
        Assert.Equal("6 changes by the rules of ru: spaces 1, quotes 2, dashes 1, ellipses 1, ranges 1.", warning.Message);
    }

    [Fact]
    public void Characters_that_nobody_sees_are_taken_out_and_told()
    {
        Assert.Equal("мост", Line("м\u200Bо\u00ADс\u2060т", "ru"));
        Assert.Equal(["invisible_characters"], Warnings("м\u200Bост", "ru").Select(warning => warning.Code));
    }

    [Fact]
    [Trait("Requirement", "SLD-36")]
    public void SLD_36_whatever_is_typed_is_set_once_and_for_all() =>
        RandomText.Sample(
            (text, language) =>
            {
                var once = Line(text, language);

                Assert.Equal(once, Line(once, language));
            },
            iter: 20_000
        );

    [Fact]
    public void Whatever_is_typed_no_word_changes_but_by_the_languages_own_letters() =>
        RandomText.Sample(
            (text, language) =>
            {
                var rules = LanguageRules.For(language);
                var right = string.Concat(
                    text.Replace("\u200B", "", StringComparison.Ordinal)
                        .Normalize()
                        .Select(letter => rules.Letters.GetValueOrDefault(letter, letter))
                );

                Assert.Equal(
                    WordsOf(right),
                    WordsOf(Line(text, language).Normalize()).Select(letter => rules.Letters.GetValueOrDefault(letter, letter))
                );
            },
            iter: 5_000
        );

    /// <summary>Marks, letters of all alphabets, spaces and addresses, thrown together.</summary>
    private static Gen<(string, string)> RandomText { get; } =
        Gen.Select(
            Gen.Int[0, Pieces.Length - 1].List[0, 24].Select(indexes => string.Concat(indexes.Select(index => Pieces[index]))),
            Gen.Int[0, Languages.Length - 1].Select(index => Languages[index])
        );

    private static IEnumerable<char> WordsOf(string text) => text.Where(char.IsLetterOrDigit);

    private static string Line(string text, string language) => new Typographer(language).Line(text, "");

    private static List<Warning> Warnings(string text, string language)
    {
        var typographer = new Typographer(language);
        typographer.Line(text, $"texts.{language}.title");
        return [.. typographer.Warnings(inPictures: false)];
    }
}
