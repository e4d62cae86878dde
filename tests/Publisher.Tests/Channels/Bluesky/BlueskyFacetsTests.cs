using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using Publisher.Channels.Bluesky;
using Publisher.Channels.Text;
using Publisher.Tests.Channels.Text;

namespace Publisher.Tests.Channels.Bluesky;

public sealed partial class BlueskyFacetsTests
{
    private static readonly string[] _pieces = ["#мир", " ", "https://e.org/x", "🕊️", "é", "#", "a", "\n", "(", ")"];

    [Theory]
    [InlineData("Читайте https://example.org/мост.", "https://example.org/мост")]
    [InlineData("🕊️ (https://example.org/a_b) end", "https://example.org/a_b")]
    [InlineData("#мир и #peace_2026", "#мир|#peace_2026")]
    [InlineData("https://example.org/#anchor #tag", "https://example.org/#anchor|#tag")]
    [InlineData("Nr. #1, C#, a#b, &#39; ##x", "")]
    [InlineData("#խաղաղություն։", "#խաղաղություն")]
    public void Addresses_and_hashtags_are_marked_by_their_bytes(string text, string marked)
    {
        var bytes = Encoding.UTF8.GetBytes(text);

        var found = (BlueskyFacets.In(text) ?? []).Select(facet =>
            Encoding.UTF8.GetString(bytes[facet.Index.ByteStart..facet.Index.ByteEnd])
        );

        Assert.Equal(marked, string.Join('|', found));
    }

    [Fact]
    public void The_feature_says_what_the_stretch_is()
    {
        var facets = BlueskyFacets.In("#мир https://example.org/")!;

        Assert.Equal(new BlueskyFeature("app.bsky.richtext.facet#tag", null, "мир"), facets[0].Features[0]);
        Assert.Equal(new BlueskyFeature("app.bsky.richtext.facet#link", "https://example.org/", null), facets[1].Features[0]);
    }

    [Fact]
    [Trait("Requirement", "SEC-10")]
    public void Whatever_the_text_only_addresses_of_http_that_stand_in_it_become_links() =>
        RandomMarkdown.Gen.Sample(
            markdown =>
            {
                var text = PlainText.Render(MarkdownText.Parse(markdown));
                var bytes = Encoding.UTF8.GetBytes(text);
                foreach (var facet in BlueskyFacets.In(text) ?? [])
                {
                    var shown = Encoding.UTF8.GetString(bytes[facet.Index.ByteStart..facet.Index.ByteEnd]);
                    var feature = Assert.Single(facet.Features);
                    Assert.Equal(shown, feature.Uri ?? $"#{feature.Tag}");
                    Assert.True(feature.Uri is null || AddressesOnly().IsMatch(feature.Uri), feature.Uri);
                }
            },
            iter: Depth.Cases
        );

    [Fact]
    public void In_any_text_stretches_are_ordered_apart_and_on_whole_characters() =>
        Gen.Int[0, _pieces.Length - 1]
            .Select(piece => _pieces[piece])
            .List[0, 12]
            .Sample(pieces =>
            {
                var text = string.Concat(pieces);
                var bytes = Encoding.UTF8.GetBytes(text);
                var end = 0;
                foreach (var facet in BlueskyFacets.In(text) ?? [])
                {
                    Assert.InRange(facet.Index.ByteStart, end, bytes.Length);
                    Assert.InRange(facet.Index.ByteEnd, facet.Index.ByteStart + 1, bytes.Length);
                    Assert.NotEqual(0x80, bytes[facet.Index.ByteStart] & 0xC0);
                    end = facet.Index.ByteEnd;
                }
            });

    [GeneratedRegex(@"^https?://[^\s""<>]+$", RegexOptions.IgnoreCase)]
    private static partial Regex AddressesOnly();
}
