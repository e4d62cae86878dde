using System.Globalization;
using System.Text.RegularExpressions;
using Publisher.Channels;

namespace Publisher.Posts;

/// <summary>What a submitted content must hold to, whatever the channel. Finds all problems at once.</summary>
public static partial class ContentRules
{
    private const int MostLetters = 200_000;
    private const int MostInALine = 500;
    private const int MostItems = 50;

    public static IEnumerable<Problem> Check(Content content) =>
        [.. Texts(content), .. Warnings(content), .. Media(content), .. Lists(content), .. Link(content)];

    private static IEnumerable<Problem> Texts(Content content)
    {
        if (content.Texts.Count == 0)
        {
            yield return new("required", "texts", "A content needs a text in at least one language.");
        }

        foreach (var problem in content.Texts.SelectMany(pair => CheckText(pair.Key, pair.Value)))
        {
            yield return problem;
        }
    }

    /// <summary>What one language's text must hold to.</summary>
    public static IEnumerable<Problem> CheckText(string language, LocalText text)
    {
        var field = $"texts.{language}";
        if (!LanguageTag.IsKnown(language))
        {
            yield return UnknownLanguage(field, language);
        }

        if (string.IsNullOrWhiteSpace(text.Body) && text.Slides.Count == 0)
        {
            yield return new("required", field + ".body", "A text needs a body or slides.");
        }

        foreach (var problem in Lengths(field, text).Concat(Hashtags(field + ".hashtags", text.Hashtags)))
        {
            yield return problem;
        }
    }

    private static IEnumerable<Problem> Lengths(string field, LocalText text)
    {
        (string Name, string? Value, int Limit)[] lines =
        [
            (".title", text.Title, MostInALine),
            (".summary", text.Summary, 5_000),
            (".body", text.Body, MostLetters),
            .. text.Slides.Select((slide, i) => ($".slides[{i}]", (string?)slide, 2_000)),
        ];
        foreach (var (name, value, limit) in lines)
        {
            if (value?.Length > limit)
            {
                yield return TooLong(field + name, value.Length, limit);
            }
        }

        if (text.Slides.Count > MostItems)
        {
            yield return TooMany(field + ".slides", text.Slides.Count);
        }
    }

    private static IEnumerable<Problem> Hashtags(string field, IReadOnlyList<string> hashtags)
    {
        for (var i = 0; i < hashtags.Count; i++)
        {
            if (!HashtagPattern().IsMatch(hashtags[i]))
            {
                yield return new(
                    "invalid_hashtag",
                    $"{field}[{i}]",
                    $"A hashtag is letters, digits and _ without #; this is “{Shorten(hashtags[i])}”."
                );
            }
        }

        if (hashtags.Count > MostItems)
        {
            yield return TooMany(field, hashtags.Count);
        }
    }

    private static IEnumerable<Problem> Warnings(Content content)
    {
        foreach (var (language, warning) in content.ContentWarning)
        {
            if (!LanguageTag.IsKnown(language))
            {
                yield return UnknownLanguage($"contentWarning.{language}", language);
            }

            if (warning.Length > MostInALine)
            {
                yield return TooLong($"contentWarning.{language}", warning.Length, MostInALine);
            }
        }
    }

    private static IEnumerable<Problem> Media(Content content)
    {
        for (var i = 0; i < content.Media.Count; i++)
        {
            var media = content.Media[i];
            if (media.Focus is { } focus && !(IsFraction(focus.X) && IsFraction(focus.Y)))
            {
                yield return new(
                    "out_of_range",
                    $"media[{i}].focus",
                    $"x and y lie between 0 and 1; these are {Say(focus.X)} and {Say(focus.Y)}."
                );
            }

            foreach (var language in media.Alt.Keys.Where(language => !LanguageTag.IsKnown(language)))
            {
                yield return UnknownLanguage($"media[{i}].alt.{language}", language);
            }

            foreach (var (box, j) in (media.Covers ?? []).Select((box, j) => (box, j)))
            {
                if (!(IsFraction(box.X) && IsFraction(box.Y) && box.W is > 0 and <= 1 && box.H is > 0 and <= 1))
                {
                    yield return new(
                        "out_of_range",
                        $"media[{i}].covers[{j}]",
                        "x, y, w and h are fractions of the picture between 0 and 1, w and h above 0."
                    );
                }
            }
        }

        if (content.Media.Count > MostItems)
        {
            yield return TooMany("media", content.Media.Count);
        }
    }

    private static IEnumerable<Problem> Lists(Content content)
    {
        if (content.Tags.Count > MostItems)
        {
            yield return TooMany("tags", content.Tags.Count);
        }

        if (content.Byline?.Length > 100)
        {
            yield return TooLong("byline", content.Byline.Length, 100);
        }

        foreach (var (channel, change) in content.Overrides)
        {
            if (!content.Channels.Contains(channel))
            {
                yield return new("unknown_channel", $"overrides.{channel}", "An override must be for a channel that the content is for.");
            }

            foreach (var problem in Hashtags($"overrides.{channel}.hashtags", change.Hashtags ?? []))
            {
                yield return problem;
            }
        }
    }

    private static IEnumerable<Problem> Link(Content content)
    {
        if (content.Link is { } link && !(link.IsAbsoluteUri && link.Scheme is "http" or "https"))
        {
            yield return new("invalid_link", "link", "A link begins with https:// or http://.");
        }
    }

    private static bool IsFraction(double value) => value is >= 0 and <= 1;

    private static string Say(double value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";

    private static Problem UnknownLanguage(string field, string language) =>
        new("unknown_language", field, $"“{Shorten(language)}” is no language tag we know; write one such as ru, hy, az, ka or en.");

    private static Problem TooLong(string field, int length, int limit) =>
        new("too_long", field, $"{length} letters; the limit is {limit}.");

    private static Problem TooMany(string field, int count) => new("too_many", field, $"{count} items; the limit is {MostItems}.");

    [GeneratedRegex(@"^[\p{L}\p{M}\p{Nd}_]{1,100}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex HashtagPattern();
}
