using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Xml;
using Publisher.Channels;
using Publisher.Posts.Storage;

namespace Publisher.Api.Conventions;

/// <summary>Collects every problem of a request, and reads the values of wire records on the way.</summary>
internal sealed class ProblemList : IEnumerable<Problem>
{
    private readonly List<Problem> _problems = [];

    public bool Any => _problems.Count > 0;

    public void Add(string? field, string code, string message) => _problems.Add(new Problem(code, field, message));

    public void Add(Problem problem) => _problems.Add(problem);

    /// <summary>Adds what a later check found, save for fields that have a problem already: a value that could not be read cannot be judged.</summary>
    public ProblemList And(IEnumerable<Problem> later)
    {
        var told = _problems.Select(problem => problem.Field).ToHashSet();
        _problems.AddRange(later.Where(problem => !told.Contains(problem.Field)));
        return this;
    }

    /// <summary>A text that must be there, trimmed.</summary>
    /// <param name="most">Longest, in UTF-16 units.</param>
    public string Required(string field, string? value, int most = 200)
    {
        var text = Optional(field, value, most);
        if (text is null)
        {
            Add(field, "required", $"{field} is missing.");
        }

        return text ?? "";
    }

    /// <summary>A text that may be left out; empty counts as left out.</summary>
    public string? Optional(string field, string? value, int most = 200)
    {
        if (value?.Trim() is not { Length: > 0 } text)
        {
            return null;
        }

        if (text.Length > most)
        {
            Add(field, "too_long", $"{field} has {text.Length} characters; the limit is {most}.");
        }

        return text;
    }

    /// <summary>A moment with an offset, in the offset it came with.</summary>
    public DateTimeOffset? Time(string field, string? value)
    {
        if (value is null)
        {
            return null;
        }

        if (TryTime(value, out var time))
        {
            return time;
        }

        Add(
            field,
            "invalid_time",
            $"{field} must be an ISO 8601 time with an offset, such as 2026-12-01T09:00:00+04:00; it is “{Shown(value)}”."
        );
        return null;
    }

    /// <summary>An ISO 8601 duration of days, hours, minutes and seconds.</summary>
    public TimeSpan? Duration(string field, string? value, TimeSpan most)
    {
        if (value is null)
        {
            return null;
        }

        if (TryDuration(value, out var duration) && duration >= TimeSpan.Zero && duration <= most)
        {
            return duration;
        }

        Add(
            field,
            "invalid_duration",
            $"{field} must be an ISO 8601 duration from PT0S to {XmlConvert.ToString(most)}, such as PT6H; it is “{Shown(value)}”."
        );
        return null;
    }

    /// <summary>One of the names of an enum.</summary>
    public T? OneOf<T>(string field, string? value)
        where T : struct, Enum
    {
        if (value is null)
        {
            return null;
        }

        if (SnakeCase.TryParse<T>(value, out var known))
        {
            return known;
        }

        Add(field, "unknown_value", $"{field} must be one of {string.Join(", ", SnakeCase.All<T>())}; it is “{Shown(value)}”.");
        return null;
    }

    /// <summary>An address that begins with http:// or https://.</summary>
    public Uri? Url(string field, string? value)
    {
        if (Optional(field, value, 2000) is not { } text)
        {
            return null;
        }

        if (text.Any(char.IsControl) || !Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http"))
        {
            Add(field, "invalid_url", $"{field} must be an address that begins with https:// or http://; it is “{Shown(text)}”.");
            return null;
        }

        if (url.UserInfo.Length > 0)
        {
            Add(field, "invalid_url", $"{field} must be an address without a user name or password in it.");
            return null;
        }

        return url;
    }

    public IEnumerator<Problem> GetEnumerator() => _problems.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>A value repeated in an answer: short, and without control characters.</summary>
    public static string Shown(string value) =>
        new([.. (value.Length > 60 ? value[..60] + "…" : value).Where(letter => !char.IsControl(letter))]);

    private static bool TryTime(string value, out DateTimeOffset time)
    {
        time = default;
        var end = value.Length > 19 ? value[19..] : "";
        var hasOffset = end.EndsWith('Z') || end.Contains('+') || end.Contains('-');
        return hasOffset && value[10] is 'T' && DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
    }

    private static bool TryDuration([NotNull] string value, out TimeSpan duration)
    {
        duration = default;
        try
        {
            // Months and years have no fixed length.
            if (value.Split('T')[0].AsSpan().IndexOfAny('Y', 'M') >= 0)
            {
                return false;
            }

            duration = XmlConvert.ToTimeSpan(value);
            return true;
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            return false;
        }
    }
}
