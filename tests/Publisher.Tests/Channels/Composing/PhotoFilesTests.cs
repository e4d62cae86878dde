using Publisher.Channels;
using Publisher.Channels.Mastodon;

namespace Publisher.Tests.Channels.Composing;

public sealed class PhotoFilesTests
{
    [Fact]
    public async Task A_photo_that_fits_goes_out_as_it_is()
    {
        var ready = await Composing.ReadyAsync(Composing.WithPhotos(Composing.Piece(), 1), SampleNetworks.Mastodon);

        Assert.Empty(ready.Files);
        Assert.Equal(new string('a', 64), ready.Variant.Parts[0].Files[0].Sha256);
    }

    [Fact]
    public async Task A_photo_that_is_too_large_is_scaled_down()
    {
        var network = SampleNetworks.Mastodon with { Images = SampleNetworks.Mastodon.Images with { MaxSide = 600 } };

        var ready = await Composing.ReadyAsync(Composing.WithPhotos(Composing.Piece(), 1), network);

        var file = Assert.Single(ready.Files);
        Assert.Equal((600, 400), (file.Width, file.Height));
        Assert.Equal((file.Sha256, file.Bytes.Length), (ready.Variant.Parts[0].Files[0].Sha256, ready.Variant.Parts[0].Files[0].Bytes));
    }

    [Fact]
    public async Task An_alternative_text_that_is_cut_is_told_with_limit_and_length()
    {
        var alt = new Dictionary<string, string> { ["ru"] = string.Concat(Enumerable.Repeat("Мост. ", 400)) };
        var content = Composing.Piece() with { Media = [new ContentMedia("m_1", alt)] };

        var ready = await Composing.ReadyAsync(content, SampleNetworks.Mastodon);

        var warning = Assert.Single(ready.Warnings);
        Assert.Equal("alt_cut", warning.Code);
        Assert.Contains("2399 characters; mastodon allows 1500", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_alternative_text_is_counted_in_code_points_where_it_is_cut_and_where_it_is_checked()
    {
        var alt = new Dictionary<string, string> { ["ru"] = string.Concat(Enumerable.Repeat("Мост 👩‍👩‍👧‍👦. ", 200)) };
        var content = Composing.Piece() with { Media = [new ContentMedia("m_1", alt)] };

        var ready = await Composing.ReadyAsync(content, MastodonProfile.Profile);

        Assert.InRange(ready.Variant.Parts[0].Files[0].Alt.EnumerateRunes().Count(), 1400, 1500);
        Assert.Empty(VariantRules.Check(ready.Variant, MastodonProfile.Profile));
    }

    [Fact]
    public async Task A_covered_photo_is_always_drawn_anew()
    {
        var content = Composing.WithPhotos(Composing.Piece(), 1);
        var covered = content with { Media = [content.Media[0] with { Covers = [new CoverBox(0.1, 0.1, 0.2, 0.2)] }] };

        Assert.Single((await Composing.ReadyAsync(covered, SampleNetworks.Mastodon)).Files);
    }
}
