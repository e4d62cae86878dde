using Publisher.Channels.TikTok;
using Sample = Publisher.Tests.Channels.Composing.Composing;

namespace Publisher.Tests.Channels.TikTok;

/// <summary>What the composer makes for TikTok is what TikTok takes.</summary>
public sealed class TikTokComposingTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Slides_title_and_description_fit_the_limits(int photos)
    {
        var title = "Мост, который чинили вдвоём";
        var summary = string.Join(' ', Enumerable.Repeat("Встретились впервые 😀 за 30 лет.", 200));
        var content = Sample.WithPhotos(Sample.Piece(title, summary, "Сначала молчали. Потом кто-то поставил чайник."), photos);

        var composed = await Sample.ReadyAsync(content, TikTokProfile.Profile);

        var access = ScriptedAccess.Of(
            new() { ["postMode"] = "direct", ["privacyLevel"] = "SELF_ONLY" },
            new() { ["accessToken"] = "act.old" }
        );
        Assert.Empty(TikTokRules.Check(composed.Variant, TikTokSettings.Of(access)));
        Assert.Null(Assert.Single(composed.Variant.Parts).Link);
    }
}
