using Publisher.Channels.Imaging;

namespace Publisher.Tests.Channels.Imaging;

public sealed class EmojiTests
{
    [Theory]
    [InlineData("мост 🌉!", "мост [🌉]!")]
    [InlineData("❤️", "[❤️]")]
    [InlineData("👨‍👩‍👧🇦🇲 5", "[👨‍👩‍👧🇦🇲] 5")]
    [InlineData("№ 5 → ✓", "№ 5 → ✓")]
    public void Each_run_of_emoji_is_marked_and_none_is_torn(string text, string marked)
    {
        Assert.Equal(marked, Emoji.Mark(text, "[", "]"));
    }
}
