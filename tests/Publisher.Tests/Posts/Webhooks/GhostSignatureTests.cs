using System.Text;
using Publisher.Posts.Webhooks;

namespace Publisher.Tests.Posts.Webhooks;

public sealed class GhostSignatureTests
{
    private const string Secret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static readonly byte[] _body = """{"post":{"current":{"title":"Bread"}}}"""u8.ToArray();
    private static readonly DateTimeOffset _now = DateTimeOffset.FromUnixTimeMilliseconds(1_796_083_200_123);

    [Fact]
    [Trait("Requirement", "WHK-07")]
    public void WHK_07_A_signature_is_hex_over_body_and_milliseconds()
    {
        // The same value comes out of Python's hmac.
        Assert.Equal(
            "sha256=8ae73d10a7249858c2ff638eb44d3db01472170b3f2bfc0880420402d5895b74, t=1796083200123",
            GhostSignature.Sign(Secret, _body, _now.ToUnixTimeMilliseconds())
        );
    }

    [Theory]
    [InlineData(-301, false)]
    [InlineData(-299, true)]
    [InlineData(299, true)]
    [InlineData(301, false)]
    [Trait("Requirement", "WHK-07")]
    public void WHK_07_It_counts_within_five_minutes_of_now(int seconds, bool counts)
    {
        var header = GhostSignature.Sign(Secret, _body, _now.ToUnixTimeMilliseconds());

        Assert.Equal(counts, GhostSignature.IsValid(Secret, header, _body, _now.AddSeconds(seconds)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("sha256=, t=1796083200123")]
    [InlineData("sha256=zz, t=1796083200123")]
    [InlineData("t=1796083200123")]
    [InlineData("sha256, t")]
    [InlineData("sha256=0000000000000000000000000000000000000000000000000000000000000000, t=1796083200123")]
    [Trait("Requirement", "WHK-07")]
    public void WHK_07_Anything_else_is_refused(string? header)
    {
        Assert.False(GhostSignature.IsValid(Secret, header, _body, _now));
    }

    [Fact]
    [Trait("Requirement", "WHK-07")]
    public void WHK_07_A_signature_without_a_time_or_over_other_bytes_is_refused()
    {
        var header = GhostSignature.Sign(Secret, _body, _now.ToUnixTimeMilliseconds());

        Assert.False(GhostSignature.IsValid(Secret, header.Split(',')[0], _body, _now));
        Assert.False(GhostSignature.IsValid(Secret, header, Encoding.UTF8.GetBytes("""{"post":{}}"""), _now));
        Assert.False(GhostSignature.IsValid(Secret + "x", header, _body, _now));
    }
}
