using System.Globalization;
using System.Text;
using CsCheck;
using Publisher.Posts.Webhooks;

namespace Publisher.Tests.Posts.Webhooks;

public sealed class WebhookSignatureTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const long Second = 1614265330;
    private static readonly byte[] _body = """{"test": 2432232314}"""u8.ToArray();
    private static readonly DateTimeOffset _now = DateTimeOffset.FromUnixTimeSeconds(Second);

    // The same values come out of Python's hmac and Node's crypto.
    [Theory]
    [InlineData(Secret, Id, Second, """{"test": 2432232314}""", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData(
        "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
        "evt_01",
        1796083200,
        """{"type":"post.published","data":{"language":"Հայերեն"}}""",
        "v1,DeFi5nxdlpI1sm4oodYQIaV6emd7jDsQKuFdAxtiANY="
    )]
    public void WHK_01_A_signature_is_the_one_that_other_languages_make(string secret, string id, long second, string body, string expected)
    {
        Assert.Equal(expected, WebhookSignature.Sign(secret, id, second, Encoding.UTF8.GetBytes(body)));
    }

    [Fact]
    [Trait("Requirement", "WHK-01")]
    public void WHK_01_A_new_secret_holds_at_least_24_bytes_and_is_never_the_same()
    {
        var secrets = Enumerable.Range(0, 100).Select(_ => WebhookSignature.NewSecret()).ToList();

        Assert.All(secrets, secret => Assert.True(Convert.FromBase64String(secret["whsec_".Length..]).Length >= 24));
        Assert.Equal(100, secrets.Distinct().Count());
    }

    [Theory]
    [InlineData(-301, false)]
    [InlineData(-300, true)]
    [InlineData(-299, true)]
    [InlineData(299, true)]
    [InlineData(301, false)]
    [Trait("Requirement", "WHK-07")]
    public void WHK_07_A_message_counts_within_five_minutes_of_now(int seconds, bool counts)
    {
        Assert.Equal(counts, IsValid(WebhookSignature.Sign(Secret, Id, Second, _body), now: _now.AddSeconds(seconds)));
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= {0}")]
    [InlineData("nonsense v1, v1,%%% v1a,AAAA v1,AAAA {0} v1,=")]
    [Trait("Requirement", "WHK-07")]
    public void WHK_07_Every_signature_of_the_list_is_tried_and_malformed_ones_count_for_nothing(string list)
    {
        var good = WebhookSignature.Sign(Secret, Id, Second, _body);

        Assert.True(IsValid(string.Format(CultureInfo.InvariantCulture, list, good)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("v1,")]
    [InlineData("v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("v1a,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData("g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [Trait("Requirement", "WHK-07")]
    public void WHK_07_A_list_without_a_good_signature_is_refused(string list)
    {
        Assert.False(IsValid(list));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-1614265330")]
    [InlineData("1614265330.0")]
    [InlineData("99999999999999999999")]
    [InlineData("999999999999999999")]
    [Trait("Requirement", "WHK-07")]
    public void WHK_07_A_timestamp_that_is_no_second_of_now_is_refused(string? timestamp)
    {
        Assert.False(WebhookSignature.IsValid(Secret, Id, timestamp, WebhookSignature.Sign(Secret, Id, Second, _body), _body, _now));
    }

    [Fact]
    [Trait("Requirement", "WHK-07")]
    public void WHK_07_A_changed_body_id_timestamp_or_secret_is_refused()
    {
        var signature = WebhookSignature.Sign(Secret, Id, Second, _body);

        Assert.False(WebhookSignature.IsValid(Secret, Id, $"{Second}", signature, """{"test":2432232314}"""u8, _now));
        Assert.False(WebhookSignature.IsValid(Secret, Id + "x", $"{Second}", signature, _body, _now));
        Assert.False(WebhookSignature.IsValid(Secret, Id, $"{Second + 1}", signature, _body, _now));
        Assert.False(WebhookSignature.IsValid(WebhookSignature.NewSecret(), Id, $"{Second}", signature, _body, _now));
    }

    [Fact]
    [Trait("Requirement", "WHK-07")]
    public void WHK_07_Whatever_is_signed_is_valid_and_one_flipped_bit_is_not()
    {
        Gen.Select(Gen.Byte.Array[1, 200], Gen.Int[0, int.MaxValue])
            .Sample(
                (body, bit) =>
                {
                    var signature = WebhookSignature.Sign(Secret, Id, Second, body);
                    Assert.True(WebhookSignature.IsValid(Secret, Id, $"{Second}", signature, body, _now));

                    body[bit % body.Length] ^= (byte)(1 << (bit % 8));
                    Assert.False(WebhookSignature.IsValid(Secret, Id, $"{Second}", signature, body, _now));
                }
            );
    }

    private static bool IsValid(string signatures, DateTimeOffset? now = null) =>
        WebhookSignature.IsValid(Secret, Id, $"{Second}", signatures, _body, now ?? _now);
}
