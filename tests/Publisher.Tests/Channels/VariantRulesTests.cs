using Publisher.Channels;

namespace Publisher.Tests.Channels;

public sealed class VariantRulesTests
{
    private static readonly NetworkProfile _profile = new()
    {
        Name = "probe",
        DisplayName = "Probe",
        Formats = [Format.ShortText],
        Text = new TextRules(Markup.Plain, CountUnit.Graphemes, 10, LimitBytes: 30, TitleLimit: 5, WarningInField: true),
        Images = new ImageRules(1, 1000, MaxSide: 100, ["image/jpeg"], AltLimit: 8),
        Reconcile = ReconcileKind.None,
        Takedown = TakedownKind.Manual,
        Settings = [],
        Credentials = [],
    };

    [Fact]
    public void All_problems_come_at_once_with_limit_and_value()
    {
        var heavy = new VariantFile("", "image/gif", 200, 50, 2000, "Far too long");
        var part = new Part
        {
            Number = 2,
            Title = "Sixsix",
            Warning = "Warned",
            Text = "Eleven",
            Files = [heavy, heavy with { MediaType = "image/jpeg", Width = 100, Bytes = 1000, Alt = "" }],
        };

        var problems = Check(part);

        Assert.Equal(
            [
                "text_too_long parts.2.text Part 2: 12 characters, limit 10.",
                "title_too_long parts.2.title Part 2: the title has 6 characters, limit 5.",
                "too_many_images parts.2.files Part 2: 2 pictures, limit 1.",
                "image_type parts.2.files.1 Part 2, image 1: image/gif, taken are image/jpeg.",
                "image_too_heavy parts.2.files.1 Part 2, image 1: 2000 bytes, limit 1000.",
                "image_too_large parts.2.files.1 Part 2, image 1: 200x50 px, limit 100 px a side.",
                "alt_too_long parts.2.files.1.alt Part 2, image 1: 12 characters of alternative text, limit 8.",
            ],
            problems
        );
    }

    [Fact]
    public void A_text_may_fit_by_letters_and_not_by_bytes()
    {
        var problems = Check(new Part { Number = 1, Text = "🕊️🕊️🕊️🕊️🕊️" });

        Assert.Equal(["text_too_long parts.1.text Part 1: 35 bytes, limit 30."], problems);
    }

    [Fact]
    public void Nothing_at_all_is_a_problem() =>
        Assert.Equal(["text_empty parts.1.text Part 1 has neither text nor a picture."], Check(new Part { Number = 1 }));

    [Fact]
    public void What_fits_exactly_has_none() =>
        Assert.Empty(
            Check(
                new Part
                {
                    Number = 1,
                    Title = "Five5",
                    Warning = "12345",
                    Text = "67890",
                }
            )
        );

    private static IEnumerable<string> Check(Part part) =>
        VariantRules
            .Check(
                new Variant
                {
                    ChannelId = "ch_1",
                    Network = "probe",
                    Format = Format.ShortText,
                    Language = "en",
                    Parts = [part],
                },
                _profile
            )
            .Select(problem => $"{problem.Code} {problem.Field} {problem.Message}");
}
