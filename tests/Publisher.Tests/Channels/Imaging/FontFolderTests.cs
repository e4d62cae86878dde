using System.Text;
using NetVips;
using Publisher.Channels.Imaging;
using Publisher.Channels.Templates;

namespace Publisher.Tests.Channels.Imaging;

public sealed class FontFolderTests
{
    [Theory]
    [InlineData("Noto Sans", "Мост və körpü")]
    [InlineData("Noto Sans Armenian", "Կամուրջը")]
    [InlineData("Noto Sans Georgian", "ხიდი")]
    [InlineData("Noto Sans Arabic", "پلی")]
    public void Every_script_is_set_in_its_own_noto_font(string family, string text)
    {
        _ = Pictures.Library;

        Assert.Equal(Pixels($"{family} Bold 56", text), Pixels($"{SlideLook.Default.Font.Families} Bold 56", text));
    }

    [Fact]
    public void Fonts_of_the_machine_are_out_of_sight()
    {
        _ = Pictures.Library;

        Assert.Equal(Pixels("Noto Sans 56", "Bridge"), Pixels("DejaVu Serif,Noto Sans 56", "Bridge"));
    }

    [Fact]
    public void The_fonts_know_what_they_can_draw()
    {
        var fonts = FontFolder.Find(null);

        Assert.All("Яəğ№«»—…„“₽₾֏՞ხپ۳→✓\u200D\u2060\u00A0", letter => Assert.True(fonts.CanDraw(new Rune(letter)), $"U+{(int)letter:X4}"));
        Assert.True(fonts.CanDraw(new Rune(0x1F309)));
        Assert.False(fonts.CanDraw(new Rune(0x13000)));
        Assert.False(fonts.CanDraw(new Rune('漢')));
    }

    [Fact]
    public void Missing_fonts_are_named_with_the_way_to_install_them()
    {
        using var library = new PictureLibrary(new ImagingOptions { FontDirectory = "/nowhere" });

        var problem = Assert.Single(library.Problems);

        Assert.Equal("fonts_missing", problem.Code);
        Assert.Contains("NotoSansArmenian-Bold.ttf", problem.Message, StringComparison.Ordinal);
        Assert.Contains("apt-get install fonts-noto-core", problem.Message, StringComparison.Ordinal);
    }

    private static byte[] Pixels(string font, string text)
    {
        using var image = Image.Text(text, font: font, dpi: 72);
        return image.WriteToMemory<byte>();
    }
}
