using System.Globalization;
using Publisher.Posts.Safety;

namespace Publisher.Tests.Posts.Safety;

/// <summary>Prints a reading of a text, so that a test shows it in one line.</summary>
internal static class Places
{
    /// <summary>Its characters.</summary>
    public static string Read(this SpannedText text) => new(text.Characters);

    /// <summary>Each character with the stretch of the original that it stands for: <c>а0-5 b5-6</c>.</summary>
    public static string ReadWithPlaces(this SpannedText text) =>
        string.Join(
            ' ',
            Enumerable
                .Range(0, text.Length)
                .Select(index => string.Create(CultureInfo.InvariantCulture, $"{text[index]}{text.StartOf(index)}-{text.EndOf(index)}"))
        );

    /// <summary>The stretch of a text that a place covers.</summary>
    public static string Of(this Stretch place, SpannedText text) => new(text.Characters[place.From..place.To]);
}
