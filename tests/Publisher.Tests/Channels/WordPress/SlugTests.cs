using CsCheck;
using Publisher.Channels;
using Publisher.Channels.WordPress;

namespace Publisher.Tests.Channels.WordPress;

public sealed class SlugTests
{
    [Theory]
    [InlineData("Мост «открыт» снова: щит и ёж", "most-otkryt-snova-shchit-i-ezh")]
    [InlineData("Կամուրջը բաց է", "kamurjy-bats-e")]
    [InlineData("ხიდი ისევ ღიაა", "khidi-isev-ghiaa")]
    [InlineData("Körpü yenidən açıqdır", "korpu-yeniden-aciqdir")]
    [InlineData("Élan & co. — 2026!", "elan-co-2026")]
    [InlineData("پل باز است", "post")]
    [InlineData("", "post")]
    public void A_title_becomes_readable_latin_letters(string title, string readable) =>
        Assert.Matches($"^{readable}-[0-9a-f]{{6}}$", SlugOf(title));

    [Fact]
    public void A_long_title_is_cut_between_words()
    {
        var slug = SlugOf(string.Concat(Enumerable.Repeat("слово ", 40)));

        Assert.Matches("^(slovo-)+[0-9a-f]{6}$", slug);
        Assert.InRange(slug.Length, 50, 67);
    }

    [Fact]
    public void Any_title_makes_a_slug_that_is_short_and_plain() =>
        Gen.String.Sample(title =>
            SlugOf(title) is { Length: <= 68 } slug
            && slug.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-')
        );

    [Fact]
    public void The_same_piece_has_the_same_slug_and_another_text_another()
    {
        Assert.Equal(SlugOf("Bridge"), SlugOf("Bridge"));
        Assert.NotEqual(SlugOf("Bridge"), SlugOf("Bridge", "Other text"));
    }

    private static string SlugOf(string title, string text = "Text")
    {
        var part = new Part
        {
            Number = 1,
            Title = title,
            Text = text,
        };
        return Slug.For(
            new Variant
            {
                ChannelId = "ch_1",
                Network = "wordpress",
                Format = Format.LongForm,
                Language = "ru",
                Parts = [part],
            },
            part
        );
    }
}
