using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace Publisher.Tests.Api.Conventions;

/// <summary>JSON that nearly fits a wire record: its members by their names, most of the right type, few of a sensible value.</summary>
internal sealed class HostileJson(int seed, IReadOnlyList<string> ids)
{
    private static readonly string[] _texts =
    [
        "",
        " ",
        "en",
        "ru",
        "A bridge.",
        "**[x](javascript:alert(1))** <script>alert(1)</script> &#0; ![](https://n.example/a)",
        "| a |\n|---|\n| b |\n\n[^1]: x\n\n> > > >",
        "\\u0000",
        "\\ud800",
        "\\u202e\\u200b\\ufeff",
        "\\r\\nSet-Cookie: a=b",
        "https://n.example/a?utm_source=x",
        "https://169.254.169.254/",
        "http://127.0.0.1:9/",
        "file:///etc/passwd",
        "//n.example",
        "2026-12-01T09:00:00+04:00",
        "9999-12-31T23:59:59.9999999-14:00",
        "0001-01-01T00:00:00+14:00",
        "2026-03-29T02:30:00+01:00",
        "Asia/Yerevan",
        "Europe/Berlin",
        "PT6H",
        "P99999999999999999999D",
        "-PT1S",
        "PT1E5S",
        "mastodon",
        "short_text",
        "vertical_images",
        "all",
        "channel",
        "generic",
        "rss",
        "post.published",
        "read",
        "draft",
        "mon",
        "09:00",
        "{{page}}",
        "{{file:00}}",
        "%s%n${jndi:ldap://127.0.0.1/}",
        "'; DROP TABLE posts; --",
        "👩‍👩‍👧‍👦",
        "somebody",
    ];

    private static readonly string[] _numbers =
    [
        "0",
        "1",
        "-1",
        "0.5",
        "1e308",
        "-1e308",
        "2147483648",
        "9223372036854775808",
        "1E-400",
        "3",
    ];
    private static readonly string[] _misfits = ["null", "[]", "{}", "[[[[1]]]]", "true", "\"\"", "5", "[null]", "{\"\":{}}"];

    private readonly Random _random = new(seed);

    /// <summary>Null: any JSON at all.</summary>
    public string Of(Type? type) =>
        _random.Next(20) switch
        {
            0 => Pick(_misfits),
            1 => new string('[', 40) + new string(']', 40),
            2 => "{\"texts\":{},\"texts\":{}}",
            3 => "{",
            _ => Value(type ?? typeof(Dictionary<string, string>), depth: 0),
        };

    private string Value(Type type, int depth)
    {
        if (Chance(25) || depth > 6)
        {
            return Pick(_misfits);
        }

        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain == typeof(string))
        {
            return Text();
        }

        if (plain == typeof(bool))
        {
            return Chance(2) ? "true" : "false";
        }

        if (plain.IsPrimitive)
        {
            return Pick(_numbers);
        }

        if (plain == typeof(JsonElement))
        {
            return Chance(2) ? Text() : Pick(_misfits);
        }

        return typeof(IEnumerable).IsAssignableFrom(plain) ? Many(plain, depth) : Members(plain, depth);
    }

    private string Many(Type type, int depth)
    {
        var types = type.GetGenericArguments();
        var items = Enumerable.Range(0, Chance(40) ? 300 : _random.Next(4));
        return types.Length == 2
            ? "{" + string.Join(',', items.Select(_ => $"{(Chance(2) ? "\"en\"" : Text())}:{Value(types[1], depth + 1)}")) + "}"
            : "[" + string.Join(',', items.Select(_ => Value(types.Length == 1 ? types[0] : typeof(string), depth + 1))) + "]";
    }

    private string Members(Type type, int depth)
    {
        var members = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite && !Chance(5))
            .Select(property => $"\"{JsonNamingPolicy.CamelCase.ConvertName(property.Name)}\":{Value(property.PropertyType, depth + 1)}");
        return "{" + string.Join(',', Chance(30) ? members.Append("\"unknown\":1") : members) + "}";
    }

    private string Text() =>
        _random.Next(12) switch
        {
            0 => $"\"{Pick(ids)}\"",
            1 => $"\"{new string('x', _random.Next(1, 3_000))}\"",
            2 => string.Create(CultureInfo.InvariantCulture, $"\"\\u{_random.Next(0x10000):x4}\""),
            _ => $"\"{(Pick(_texts) is var text && text.Contains('\\') ? text : JsonEncodedText.Encode(text).ToString())}\"",
        };

    private bool Chance(int oneIn) => _random.Next(oneIn) == 0;

    private T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];
}
