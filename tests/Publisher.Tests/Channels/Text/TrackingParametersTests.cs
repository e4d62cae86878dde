using CsCheck;
using Publisher.Channels.Text;

namespace Publisher.Tests.Channels.Text;

[Trait("Requirement", "PRV-18")]
public sealed class TrackingParametersTests
{
    [Theory]
    [InlineData("https://n.example/a?utm_source=tg&utm_medium=x", "https://n.example/a")]
    [InlineData("https://n.example/a?id=5&utm_campaign=x&page=2", "https://n.example/a?id=5&page=2")]
    [InlineData("https://n.example/?fbclid=Iw&b=", "https://n.example/?b=")]
    [InlineData("https://n.example/?gclid=1&dclid=2&gbraid=3&wbraid=4#top", "https://n.example/#top")]
    [InlineData("https://n.example/?yclid=1&ysclid=2&_openstat=3", "https://n.example/")]
    [InlineData("https://n.example/?mc_eid=1&mc_cid=2", "https://n.example/")]
    [InlineData("https://n.example/p?igshid=1&igsh=2", "https://n.example/p")]
    [InlineData("https://n.example/?UTM_Source=1&FBCLID=2&a=B", "https://n.example/?a=B")]
    [InlineData("https://n.example/?utm%5Fsource=1&%66bclid=2", "https://n.example/")]
    [InlineData("https://n.example/?a=1&utm_source", "https://n.example/?a=1")]
    [InlineData("https://n.example/a#utm_source=x&part=2", "https://n.example/a#part=2")]
    [InlineData("https://www.youtube.com/watch?v=abc&si=secret", "https://www.youtube.com/watch?v=abc")]
    [InlineData("https://youtu.be/abc?si=secret&t=10", "https://youtu.be/abc?t=10")]
    [InlineData("https://x.com/news/status/1?s=20&t=abc", "https://x.com/news/status/1")]
    public void What_traces_the_reader_is_taken_out(string address, string clean) => Assert.Equal(clean, Strip(address));

    [Theory]
    [InlineData("https://n.example/a")]
    [InlineData("https://n.example/a?")]
    [InlineData("https://n.example/?a=1&&b=%20+%2B&b=2&c")]
    [InlineData("https://n.example/?source=utm_source&q=fbclid")]
    [InlineData("https://n.example/utm_source=x/?id=1")]
    [InlineData("https://n.example/?si=1&s=2&t=3&feature=4")]
    [InlineData("https://n.example/?ref=5&from=6#:~:text=мост")]
    [InlineData("https://n.example/?p=12#section-2?x")]
    [InlineData("https://notyoutube.com/?si=1")]
    public void Everything_else_stays_letter_for_letter(string address) => Assert.Same(address, Strip(address));

    [Fact]
    public void Of_any_query_all_other_parameters_stay_in_their_order()
    {
        var name = OneOf.These("id", "q", "page", "utm_source", "UTM_x", "fbclid", "a%5Fb", "", "мост", "gclid", "ref");
        var pair = Gen.Select(name, OneOf.These("", "=", "=1", "=a%26b", "=utm_source", "=x=y"), (left, right) => left + right);
        Gen.Select(pair.Array[0, 8], OneOf.These("", "#top", "#utm_term"))
            .Sample(
                sample =>
                {
                    var (pairs, end) = sample;
                    var address = $"https://n.example/a?{string.Join('&', pairs)}{end}";

                    var clean = Strip(address);

                    var kept = pairs.Where(one => !IsTracking(one)).ToList();
                    var query = string.Join('&', kept);
                    var expected = kept.Count == pairs.Length ? address : $"https://n.example/a{(query.Length > 0 ? "?" : "")}{query}{end}";
                    Assert.Equal(expected, clean);
                    Assert.Equal(clean, Strip(clean));
                },
                iter: Depth.Cases
            );
    }

    [Theory]
    [InlineData("https://bit.ly/3abc", "bit.ly")]
    [InlineData("http://www.TinyURL.com/x", "tinyurl.com")]
    [InlineData("https://clck.ru/abc", "clck.ru")]
    [InlineData("https://t.co/x", "t.co")]
    [InlineData("https://vk.cc/x", "vk.cc")]
    [InlineData("https://t.me/news", null)]
    [InlineData("https://youtu.be/x", null)]
    [InlineData("https://rabbit.ly/x", null)]
    [InlineData("https://n.example/bit.ly", null)]
    public void Known_shorteners_are_told_by_their_host(string address, string? host) => Assert.Equal(host, LinkShorteners.HostOf(address));

    private static bool IsTracking(string pair) =>
        pair.Split('=')[0].ToLowerInvariant() is var name
        && (name.StartsWith("utm_", StringComparison.Ordinal) || name is "fbclid" or "gclid");

    private static string Strip(string address) => TrackingParameters.Strip(address, []);
}
