using NetVips;
using Publisher.Channels.Imaging;

namespace Publisher.Tests.Channels.Imaging;

public sealed class PictureGridTests
{
    [Fact]
    public void Lines_stand_at_the_fractions_that_boxes_are_named_by()
    {
        var drawn = PictureGrid.Draw(Grey(1000, 500), 10);

        using var image = Image.NewFromBuffer(drawn.Bytes);
        var row = Brightness(image, y: 75);
        var column = Brightness(image, x: 150);
        Assert.Equal(("image/jpeg", 1000, 500), (drawn.MediaType, image.Width, image.Height));
        Assert.Equal(Enumerable.Range(1, 9).Select(line => line * 100), Lines(row));
        Assert.Equal(Enumerable.Range(1, 9).Select(line => line * 50), Lines(column));
    }

    [Fact]
    public void Every_line_is_numbered_at_the_upper_and_the_left_edge()
    {
        using var image = Image.NewFromBuffer(PictureGrid.Draw(Grey(1000, 500), 10).Bytes);

        // Digits stand on dark plates; the picture itself is grey all over.
        var top = Brightness(image, y: 1);
        var left = Brightness(image, x: 1);
        Assert.All(Enumerable.Range(0, 10), line => Assert.True(top[(line * 100) + 10] < 60));
        Assert.All(Enumerable.Range(0, 10), line => Assert.True(left[(line * 50) + 8] < 90 || left[(line * 50) + 1] < 60));
        Assert.True(top[60] > 80 && left[30] > 80);
    }

    [Theory]
    [InlineData(2, 60, 40)]
    [InlineData(50, 60, 40)]
    [InlineData(50, 3, 900)]
    [InlineData(7, 1, 1)]
    public void The_smallest_pictures_bear_every_grid(int cells, int width, int height)
    {
        var drawn = PictureGrid.Draw(Grey(width, height), cells);

        Assert.Equal((width, height), (drawn.Width, drawn.Height));
    }

    [Fact]
    public void A_large_picture_comes_at_the_size_of_a_screen()
    {
        var drawn = PictureGrid.Draw(Grey(4000, 3000), 50);

        Assert.Equal((2048, 1536), (drawn.Width, drawn.Height));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(51)]
    public void Fewer_or_more_cells_are_not_drawn(int cells) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => PictureGrid.Draw(Grey(60, 40), cells));

    private static byte[] Grey(int width, int height)
    {
        using var image = Pictures.Plain(width, height, 110, 110, 110);
        return image.JpegsaveBuffer(q: 95);
    }

    private static int[] Brightness(Image image, int? x = null, int? y = null)
    {
        using var line = image.Crop(x ?? 0, y ?? 0, x is null ? image.Width : 1, y is null ? image.Height : 1);
        using var green = line.ExtractBand(1);
        return [.. green.WriteToMemory<byte>().Select(value => (int)value)];
    }

    /// <summary>Where a light line begins.</summary>
    private static IEnumerable<int> Lines(int[] brightness) =>
        Enumerable.Range(1, brightness.Length - 1).Where(at => brightness[at] > 180 && brightness[at - 1] <= 180);
}
