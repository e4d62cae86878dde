using System.Text;
using System.Text.RegularExpressions;

namespace Publisher.Tests.Api.Conventions;

/// <summary>Makes requests that nobody should send. The same seed makes the same requests.</summary>
/// <param name="ids">Of things that are there.</param>
internal sealed partial class HostileRequests(int seed, IReadOnlyList<string> ids)
{
    private static readonly string[] _steps =
    [
        "none",
        "0",
        "-1",
        "99999999999999999999",
        "..",
        "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "%01",
        "%0d%0aSet-Cookie:%20a=b",
        "%",
        "%ff%fe",
        "%ED%A0%80",
        "a'%20or%20'1'='1",
        "%E2%80%AE",
        "ru",
        "az-Latn",
        "ch_",
        "*",
        "%7Bid%7D",
        new('x', 2_000),
    ];

    private static readonly string[] _queries =
    [
        "limit",
        "cursor",
        "state",
        "tag",
        "channel",
        "content",
        "from",
        "to",
        "timezone",
        "after",
        "wait",
        "grid",
        "force",
        "language",
        "part",
        "constructor",
    ];

    private static readonly string[] _values =
    [
        "",
        "0",
        "1",
        "-1",
        "201",
        "1e9",
        "true",
        "null",
        "2147483648",
        "99999999999999999999999",
        "%00",
        "%0d%0a",
        "%ff",
        "%F0%9F%95%8A",
        "2026-13-45T99:99:99Z",
        "2026-12-01T09:00:00%2B04:00",
        "0001-01-01T00:00:00%2B14:00",
        "9999-12-31T23:59:59-14:00",
        "Asia/Yerevan",
        "..%2F..%2Fetc%2Fpasswd",
        "draft",
        "published",
        "%25",
        "'%20--",
        "Zm9v",
        "////",
    ];

    private static readonly (string Name, string Value)[] _headers =
    [
        ("Idempotency-Key", "k"),
        ("Idempotency-Key", ""),
        ("Idempotency-Key", "tab\there"),
        ("Idempotency-Key", new string('k', 300)),
        ("If-Match", "*"),
        ("If-Match", "\"0\""),
        ("If-Match", "W/\"1\", broken"),
        ("If-None-Match", "\"x"),
        ("Accept", "application/xml;q=nan"),
        ("Accept-Language", "zz-ZZ;q=9"),
        ("Range", "bytes=5-1"),
        ("Range", "bytes=0-99999999999999999999"),
        ("traceparent", "00-zz-zz-zz"),
        ("X-Forwarded-For", "127.0.0.1, <script>"),
        ("X-HTTP-Method-Override", "DELETE"),
        ("Cookie", "a=b; \u0001"),
        ("webhook-id", "msg.1"),
        ("webhook-signature", "v1,not-base64 v1"),
    ];

    private static readonly string[] _mediaTypes =
    [
        "application/json",
        "application/json; charset=utf-7",
        "application/json; charset=nonsense",
        "text/plain",
        "multipart/form-data",
        "multipart/form-data; boundary=x",
        "application/xml",
        "a/b/c",
    ];

    private readonly Random _random = new(seed);
    private readonly HostileJson _json = new(seed, ids);

    public HttpRequestMessage Make(HttpMethod method, string pattern, Type? body)
    {
        var path = Step()
            .Replace(
                pattern,
                step =>
                    step.Groups["int"].Success && Chance(2) ? "1"
                    : Chance(2) ? Pick(ids)
                    : Pick(_steps)
            );
        var queries = Enumerable.Range(0, _random.Next(4)).Select(_ => $"{Pick(_queries)}={Value()}");
        var request = new HttpRequestMessage(method, new Uri($"{path}?{string.Join('&', queries)}", UriKind.Relative));
        if (method != HttpMethod.Get && !Chance(10))
        {
            request.Content = Content(body);
        }

        for (var header = _random.Next(3); header > 0; header--)
        {
            var (name, value) = Pick(_headers);
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    private ByteArrayContent Content(Type? body)
    {
        var bytes = Encoding.UTF8.GetBytes(Chance(8) ? Upload() : _json.Of(body));
        if (Chance(12))
        {
            _random.NextBytes(bytes.AsSpan(0, Math.Min(bytes.Length, 40)));
        }

        var content = new ByteArrayContent(bytes);
        content.Headers.TryAddWithoutValidation("Content-Type", Chance(8) ? Pick(_mediaTypes) : "application/json");
        return content;
    }

    private static string Upload() =>
        "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../\u202e<b>.jpg\"\r\nContent-Type: image/jpeg\r\n\r\nGIF89a\r\n--x--\r\n";

    // A long wait is no fault, but the tests have no time for it.
    private string Value() => Chance(6) ? Pick(ids) : Pick(_values);

    private bool Chance(int oneIn) => _random.Next(oneIn) == 0;

    private T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];

    [GeneratedRegex(@"\{\*{0,2}\w+(?<int>:\w+)?\??\}")]
    private static partial Regex Step();
}
