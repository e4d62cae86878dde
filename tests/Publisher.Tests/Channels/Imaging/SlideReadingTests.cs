using System.Diagnostics;
using NetVips;
using Publisher.Channels;
using Publisher.Channels.Imaging;
using Publisher.Channels.Text;
using Publisher.Tests.Channels.Typography;

namespace Publisher.Tests.Channels.Imaging;

/// <summary>A reader that is not ours reads the finished pictures: no letter is lost, cut off or drawn as a box.</summary>
public sealed class SlideReadingTests(ITestOutputHelper output)
{
    private static readonly SlideRenderer Renderer = new(Pictures.Library);

    [Theory]
    [Trait("Requirement", "SLD-01")]
    [InlineData("ru", "rus")]
    [InlineData("az", "aze")]
    [InlineData("ka", "kat")]
    public async Task The_text_of_a_slide_is_read_from_its_picture_exactly(string language, string model)
    {
        foreach (var (text, read) in await ReadAllAsync(language, model))
        {
            output.WriteLine(read);
            Assert.Equal(Plain(text), Plain(read));
        }
    }

    /// <summary>Tesseract loses the marks over Armenian letters and takes ն for ծ and հ for ճ; a box or a cut line costs far more.</summary>
    [Fact]
    [Trait("Requirement", "SLD-01")]
    public async Task Nine_letters_of_ten_are_read_from_an_Armenian_slide()
    {
        foreach (var (text, read) in await ReadAllAsync("hy", "hye"))
        {
            var share = 1 - ((double)Distance(LettersOf(text), LettersOf(read)) / LettersOf(text).Length);
            output.WriteLine($"{share:P1} of the letters: {read}");
            Assert.InRange(share, 0.9, 1);
        }
    }

    private static async Task<IReadOnlyList<(string Text, string Read)>> ReadAllAsync(string language, string model)
    {
        string[] texts = [.. new[] { "02", "03", "07" }.Select(number => Sentence.Of($"{language}-{number}").Slides[0])];
        var deck = new SlideDeck(
            SlideShape.Vertical9x16,
            language,
            LargeType: false,
            Brand: false,
            [.. texts.Select(text => new SlideText(SlideKind.Point, text, null))]
        );

        var drawn = Assert.IsType<SlideResult.Drawn>(Renderer.Render(deck, [], null, TestContext.Current.CancellationToken));

        var read = new List<(string Text, string Read)>();
        foreach (var (file, text) in drawn.Files.Zip(texts))
        {
            read.Add((text, await ReadAsync(AsPrinted(file), model)));
        }

        return read;
    }

    /// <summary>The reader was taught on print: dark on light, and smaller.</summary>
    private static byte[] AsPrinted(RenderedFile slide)
    {
        using var image = Image.NewFromBuffer(slide.Bytes);
        using var grey = image.Colourspace(Enums.Interpretation.Bw);
        using var small = grey.Resize(0.5);
        using var inverted = small.Invert();
        return inverted.PngsaveBuffer();
    }

    /// <summary>Line ends as spaces, and one dash for all: the models know no other.</summary>
    private static string Plain(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace('–', '-').Replace('—', '-');

    /// <summary>Armenian marks over letters are lost by tesseract, so letters alone are compared.</summary>
    private static string LettersOf(string text) => string.Concat(text.Where(char.IsLetter)).ToLowerInvariant();

    private static async Task<string> ReadAsync(ReadOnlyMemory<byte> picture, string model)
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.png");
        await File.WriteAllBytesAsync(path, picture, TestContext.Current.CancellationToken);
        try
        {
            var start = new ProcessStartInfo("tesseract", [path, "-", "-l", model, "--psm", "6"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["OMP_THREAD_LIMIT"] = "1" },
            };
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var text = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(process.ExitCode == 0, await error);
            return text;
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>How many letters must be put in, taken out or changed (Levenshtein).</summary>
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var (corner, _) = (row[0], row[0] = i);
            for (var j = 1; j <= other.Length; j++)
            {
                var changed = corner + (one[i - 1] == other[j - 1] ? 0 : 1);
                corner = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
