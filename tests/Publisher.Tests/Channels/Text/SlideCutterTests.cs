using Publisher.Channels.Imaging;
using Publisher.Channels.Text;

namespace Publisher.Tests.Channels.Text;

public sealed class SlideCutterTests
{
    private const string Sentence = "Жители двух посёлков встретились впервые за 30 лет и решили, что будут вместе чинить мост.";

    [Fact]
    public void A_title_and_three_paragraphs_are_hook_points_and_closing()
    {
        var slides = Slides(Source("Мост, который чинили вдвоём.", null, $"{Sentence}\n\n> {Sentence}\n\n{Sentence}"));

        Assert.Equal([SlideKind.Hook, SlideKind.Point, SlideKind.Quote, SlideKind.Closing], slides.Select(slide => slide.Kind));
        Assert.Equal("Мост, который чинили вдвоём", slides[0].Text);
    }

    [Fact]
    public void Name_and_address_close_the_slides_where_the_network_allows_them()
    {
        var source = Source("Мост", null, $"{Sentence}\n\n{Sentence}\n\n{Sentence}") with { ClosingLine = "Редакция most.example" };

        Assert.Equal(new SlideText(SlideKind.Closing, "Редакция most.example", null), Slides(source)[^1]);
    }

    [Theory]
    [Trait("Requirement", "SLD-20")]
    [InlineData("ხუთი გაკვეთილი მათთვის, ვინც ნულიდან იწყებს.", "ხუთი გაკვეთილი მათთვის, ვინც ნულიდან იწყებს")]
    [InlineData("Երկուսով։", "Երկուսով")]
    [InlineData("Кто чинил мост?", "Кто чинил мост?")]
    [InlineData("Так было...", "Так было...")]
    public void A_hook_drops_its_full_stop_and_keeps_other_marks(string title, string hook) =>
        Assert.Equal(hook, Slides(Source(title, null, Sentence))[0].Text);

    [Fact]
    [Trait("Requirement", "SLD-20")]
    public void A_hook_that_is_too_long_is_a_problem_with_value_and_limit()
    {
        var problem = Problem(Source("Как чинили мост (и мир) 🌉: 5 уроков для тех, кто начинает с нуля", null, Sentence));

        Assert.Equal(("hook_too_long", "texts.ru.title"), (problem.Code, problem.Field));
        Assert.Contains("64/60", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Given_slides_are_used_as_they_are()
    {
        var slides = Slides(Source("Другое", "Другое", Sentence) with { Given = ["Мост", "Раз **два**", " ", "Три", "Четыре"] });

        Assert.Equal(["Мост", "Раз **два**", "Три", "Четыре"], slides.Select(slide => slide.Text));
        Assert.Equal([SlideKind.Hook, SlideKind.Point, SlideKind.Point, SlideKind.Closing], slides.Select(slide => slide.Kind));
    }

    [Fact]
    public void A_given_slide_over_140_letters_is_split_with_a_warning()
    {
        var done = Done(Source(null, null, "") with { Given = ["Мост", $"{Sentence} {Sentence}"] });

        Assert.Equal(["Мост", Sentence, Sentence], done.Slides.Select(slide => slide.Text));
        Assert.Equal("slide_split", Assert.Single(done.Warnings).Code);
    }

    [Fact]
    [Trait("Requirement", "SLD-25")]
    public void More_slides_than_the_network_takes_are_a_problem_and_none_is_dropped()
    {
        var given = Problem(Source(null, null, "") with { Given = [.. Enumerable.Range(1, 36).Select(number => $"Слайд {number}")] });
        var cut = Problem(Source("Мост", null, string.Join(' ', Enumerable.Repeat(Sentence, 40))));

        Assert.Equal(["too_many_slides", "too_many_slides"], [given.Code, cut.Code]);
        Assert.Contains("36 slides, limit 35", given.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "SLD-25")]
    public void A_long_body_leaves_the_slides_to_a_summary_of_three_points()
    {
        var summary = string.Join(' ', Enumerable.Repeat(Sentence, 3));

        var done = Done(Source("Мост", summary, string.Join(' ', Enumerable.Repeat(Sentence, 12))));

        Assert.Equal(["Мост", Sentence, Sentence, Sentence], done.Slides.Select(slide => slide.Text));
        Assert.Equal("slides_from_summary", Assert.Single(done.Warnings).Code);
    }

    [Theory]
    [Trait("Requirement", "SLD-25")]
    [InlineData(null)]
    [InlineData("Коротко о мосте.")]
    public void A_long_body_without_such_a_summary_gives_its_beginning_with_a_warning(string? summary)
    {
        var done = Done(Source("Мост", summary, string.Join(' ', Enumerable.Repeat(Sentence, 12))));

        Assert.Equal(9, done.Slides.Count);
        Assert.Equal("slides_cut", Assert.Single(done.Warnings).Code);
    }

    [Fact]
    public void Headings_give_way_first()
    {
        var done = Done(
            Source("Мост", null, string.Join("\n\n", Enumerable.Range(1, 5).Select(number => $"## Глава {number}\n\n{Sentence}")))
        );

        Assert.Equal(["Мост", .. Enumerable.Repeat(Sentence, 5)], done.Slides.Select(slide => slide.Text));
        Assert.Equal("headings_dropped", Assert.Single(done.Warnings).Code);
    }

    [Fact]
    public void Without_title_a_short_first_sentence_is_the_hook()
    {
        var slides = Slides(Source(null, null, $"Мост чинили вдвоём. \n\n{Sentence}\n\n{Sentence}"));

        Assert.Equal((SlideKind.Hook, "Мост чинили вдвоём"), (slides[0].Kind, slides[0].Text));
    }

    private static SlideSource Source(string? title, string? summary, string body) =>
        new("ru", "texts.ru", title, summary, MarkdownText.Parse(body), [], null, SlideLength.Picture);

    private static SlideCut.Done Done(SlideSource source) => Assert.IsType<SlideCut.Done>(SlideCutter.Cut(source, 35));

    private static IReadOnlyList<SlideText> Slides(SlideSource source) => Done(source).Slides;

    private static Publisher.Channels.Problem Problem(SlideSource source) =>
        Assert.Single(Assert.IsType<SlideCut.Impossible>(SlideCutter.Cut(source, 35)).Problems);
}
