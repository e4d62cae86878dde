using Publisher.Posts.Safety;

namespace Publisher.Tests.Posts.Safety;

[Trait("Requirement", "LGD-06")]
public sealed class OverridesTests
{
    [Theory]
    [InlineData("ab\u202Ecd\u202Cef", "ab•dc•\u202Cef")]
    [InlineData("\u202Eab\ncd", "•ba•\ncd")]
    [InlineData("\u202Eab\u202Dcd", "•ba•\u202Dcd")]
    [InlineData("\u202Eab", "•ba•")]
    [InlineData("\u202Ea\u202Eb", "•b\u202Ea•")]
    [InlineData("a\u202E", "a••")]
    [InlineData("\u202E🌸b\u202C", "•b🌸•\u202C")]
    public void What_is_forced_from_right_to_left_is_turned_round_between_signs(string text, string seen) =>
        Assert.Equal(seen, Overrides.Resolved(SpannedText.Of(text)).Read());

    [Fact]
    public void Half_a_pair_is_turned_like_any_letter() =>
        Assert.Equal("•b\uDC00a\uD83C•", Overrides.Resolved(SpannedText.Of("\u202E\uD83Ca\uDC00b")).Read());

    [Fact]
    public void Each_letter_keeps_its_place() =>
        Assert.Equal(
            "x0-1 •1-2 b4-5 🌸2-4 •5-5 \u202C5-6".Replace("🌸2-4", "\uD83C2-3 \uDF383-4", StringComparison.Ordinal),
            Overrides.Resolved(SpannedText.Of("x\u202E🌸b\u202C")).ReadWithPlaces()
        );

    [Theory]
    [InlineData("a\u202Eb", true)]
    [InlineData("a\u202Db", false)]
    public void Only_an_override_to_the_left_is_one(string text, bool isOne) => Assert.Equal(isOne, Overrides.AreIn(text));
}
