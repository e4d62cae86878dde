using Publisher.Channels.Text;

namespace Publisher.Tests.Channels.Text;

public sealed class PlainTextTests
{
    [Fact]
    public void English_keeps_the_words_of_links_that_are_not_http() =>
        Assert.Equal("Two villages argued mend one bridge.\n\nRead more or write.", Plain(MarkdownSamples.English));

    [Fact]
    public void A_link_is_followed_by_its_address_unless_it_is_the_address()
    {
        Assert.Equal("мост (https://most.example/a)", Plain("[мост](https://most.example/a)"));
        Assert.Equal("https://most.example/a", Plain("https://most.example/a"));
        Assert.Equal("most.example", Plain("[most.example](https://most.example/)"));
        Assert.Equal("мост и мир (https://most.example/a).", Plain("[мост **и** мир](https://most.example/a)."));
    }

    [Fact]
    public void Georgian_quotes_and_Azerbaijani_lists_read_well()
    {
        Assert.Equal("ორი სოფლის მცხოვრებლები შეხვდნენ.\n\n„ნუ გეშინიათ“, – თქვა მან.", Plain(MarkdownSamples.Georgian));
        Assert.EndsWith("\n\n• daş\n• taxta", Plain(MarkdownSamples.Azerbaijani), StringComparison.Ordinal);
    }

    private static string Plain(string markdown) => FlowWriter.Write(MarkdownText.Parse(markdown)).WithAddresses().Visible;
}
