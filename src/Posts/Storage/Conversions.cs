using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Publisher.Posts.Storage;

/// <summary>A moment as UTC microseconds since 1970: sorts and compares alike on both providers.</summary>
internal sealed class MomentConverter()
    : ValueConverter<DateTimeOffset, long>(moment => ToMicroseconds(moment), microseconds => FromMicroseconds(microseconds))
{
    public static long ToMicroseconds(DateTimeOffset moment) => (moment.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / 10;

    public static DateTimeOffset FromMicroseconds(long microseconds) =>
        new(Math.Min(microseconds * 10 + DateTimeOffset.UnixEpoch.Ticks, DateTimeOffset.MaxValue.Ticks), TimeSpan.Zero);
}

internal sealed class SpanConverter()
    : ValueConverter<TimeSpan, long>(span => span.Ticks / 10, microseconds => TimeSpan.FromTicks(microseconds * 10));

/// <summary>A document in a text column.</summary>
internal sealed class DocumentConverter<T>() : ValueConverter<T, string>(value => PostsJson.Write(value), text => PostsJson.Read<T>(text));

/// <summary>Documents are immutable, so the same reference is the same document.</summary>
internal sealed class DocumentComparer<T>()
    : ValueComparer<T>(
        (left, right) => ReferenceEquals(left, right) || PostsJson.Write(left) == PostsJson.Write(right),
        value => value == null ? 0 : PostsJson.Write(value).GetHashCode(StringComparison.Ordinal),
        value => value
    );

internal sealed class SnakeCaseEnumConverter<T>()
    : ValueConverter<T, string>(value => SnakeCase.Of(value), text => SnakeCase.Parse<T>(text))
    where T : struct, Enum;

/// <summary>Names as the database and the wire write them.</summary>
public static class SnakeCase
{
    public static string Of<T>(T value)
        where T : struct, Enum => Names<T>.ByValue[value];

    /// <exception cref="KeyNotFoundException">No member has this name.</exception>
    public static T Parse<T>(string text)
        where T : struct, Enum => Names<T>.ByName[text];

    public static bool TryParse<T>(string text, out T value)
        where T : struct, Enum => Names<T>.ByName.TryGetValue(text, out value);

    /// <summary>Every name of an enum.</summary>
    public static IReadOnlyCollection<string> All<T>()
        where T : struct, Enum => Names<T>.ByName.Keys;

    internal static string Of(string pascalCase) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(pascalCase);

    private static class Names<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<T, string> ByValue = Enum.GetValues<T>()
            .ToDictionary(value => value, value => SnakeCase.Of(value.ToString()));
        public static readonly Dictionary<string, T> ByName = ByValue.ToDictionary(pair => pair.Value, pair => pair.Key);
    }
}
