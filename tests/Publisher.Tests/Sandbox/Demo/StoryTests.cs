using Publisher.Sandbox.Demo;

namespace Publisher.Tests.Sandbox.Demo;

public sealed class StoryTests
{
    [Fact]
    public void The_story_is_told_in_every_language_that_a_channel_serves()
    {
        var content = Story.Content("m_1", showsBridge: true, ["ch_1"]);

        var told = content["texts"]!.AsObject().Select(text => text.Key);
        var served = Audience.All(new Uri("http://127.0.0.1:1")).Select(audience => audience.Language).Distinct();
        Assert.Equal(["az", "en", "hy", "ru"], told.Order());
        Assert.Equal(told.Order(), served.Order());
    }

    [Fact]
    public void Nobodys_own_photograph_is_called_a_bridge()
    {
        var content = Story.Content("m_1", showsBridge: false, ["ch_1"]);

        var alt = content["media"]![0]!["alt"]!.AsObject();
        Assert.Equal(4, alt.Count);
        Assert.DoesNotContain("bridge", alt["en"]!.GetValue<string>(), StringComparison.Ordinal);
    }
}
