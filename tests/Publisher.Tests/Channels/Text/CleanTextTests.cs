using Publisher.Channels.Text;

namespace Publisher.Tests.Channels.Text;

public sealed class CleanTextTests
{
    [Theory]
    [InlineData("the \u202Eegdirb", "the egdirb")]
    [InlineData("a\u202Db", "ab")]
    [InlineData("a\u0007\u001B\uFFFEb", "ab")]
    public void What_no_target_can_carry_and_what_turns_words_round_is_taken_out(string text, string clean) =>
        Assert.Equal(clean, CleanText.Of(text));

    [Theory]
    [InlineData("line\r\n\tline")]
    [InlineData("\u0646\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645 \u200Fa\u2067b\u2069")]
    [InlineData("👨‍👩‍👧")]
    public void What_scripts_need_stays(string text) => Assert.Same(text, CleanText.Of(text));
}
