using System.Text;
using System.Xml;
using Publisher.Posts.Webhooks;

namespace Publisher.Tests.Posts.Webhooks;

public sealed class FeedTests
{
    [Fact]
    public void An_RSS_item_gives_title_summary_body_and_link()
    {
        var item = Read(
            """
            <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Site</title><link>https://site.example</link>
            <item><title>Bread</title><link>https://site.example/bread</link><guid>g-1</guid>
            <description>Short</description><content:encoded><![CDATA[<p>Long</p>]]></content:encoded></item></channel></rss>
            """
        );

        Assert.Equal(new ForeignPiece("Bread", "Short", "<p>Long</p>", "https://site.example/bread"), item.Piece);
    }

    [Fact]
    public void An_Atom_entry_gives_the_same()
    {
        var item = Read(
            """
            <feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Bread</title><id>urn:1</id>
            <link rel="self" href="https://site.example/self"/><link rel="alternate" href="https://site.example/bread"/>
            <summary>Short</summary><content type="html">&lt;p&gt;Long&lt;/p&gt;</content></entry></feed>
            """
        );

        Assert.Equal(new ForeignPiece("Bread", "Short", "<p>Long</p>", "https://site.example/bread"), item.Piece);
    }

    [Fact]
    public void An_item_keeps_its_id_when_its_text_changes()
    {
        Assert.Equal(
            Read("<rss><item><guid>g-1</guid><title>Old</title></item></rss>").Id,
            Read("<rss><item><guid>g-1</guid><title>New</title></item></rss>").Id
        );
    }

    [Theory]
    [InlineData("""<!DOCTYPE x [<!ENTITY a "b">]><rss><item><title>&a;</title></item></rss>""")]
    [InlineData("<html><p>no feed")]
    [InlineData("")]
    public void What_is_no_feed_or_brings_its_own_entities_is_refused(string xml)
    {
        Assert.ThrowsAny<XmlException>(() => Read(xml));
    }

    private static FeedItem Read(string xml) => Feed.Read(new MemoryStream(Encoding.UTF8.GetBytes(xml))).Single();
}
