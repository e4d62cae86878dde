using System.Globalization;
using System.Net;
using System.Text;
using NetVips;

namespace Publisher.Channels.Imaging;

/// <summary>Draws text through Pango for one deck, in its language.</summary>
internal sealed class TypeSetter(string language, SlideLayout layout)
{
    public const string LeftToRightMark = "\u200E";

    private const string RightToLeftMark = "\u200F";
    private const string LeftToRightIsolate = "\u2066";
    private const string PopIsolate = "\u2069";

    /// <summary>At 72 dots an inch a point is a pixel.</summary>
    private const int Dpi = 72;

    /// <summary>Pango's own units in a point.</summary>
    private const int Units = 1024;

    /// <summary>The language's own direction; the first letter does not decide, as it may belong to a handle.</summary>
    public bool RightToLeft { get; } = IsRightToLeft(language);

    /// <summary>px from one baseline to the next.</summary>
    public double PitchFor(int size, bool hook)
    {
        var straight = hook ? layout.Type.HookPitch : layout.Type.Pitch;
        return Math.Round(size * (RightToLeft ? layout.Type.ArabicPitch : straight));
    }

    /// <summary>The lines as a picture of their ink, with its place in the block.</summary>
    public SetText Set(IReadOnlyList<IReadOnlyList<StyledText.Word>> lines, TypeFace face, double pitch)
    {
        var mark = RightToLeft ? RightToLeftMark : LeftToRightMark;
        var text = string.Join('\n', lines.Select(line => mark + Markup(line, face)));
        var height = (int)Math.Round(pitch * Units);
        using var image = Draw(string.Create(CultureInfo.InvariantCulture, $"<span line_height='{height}'>{text}</span>"), face);
        var (width, inkHeight) = (image.Width, image.Height);
        var ink = new Stamp(image.WriteToMemory<byte>(), width, inkHeight);
        return new SetText(ink, image.Xoffset, image.Yoffset, pitch * lines.Count);
    }

    /// <summary>A line of its own, bold, in one colour.</summary>
    /// <param name="size">px of an em.</param>
    public Stamp SetLine(string text, int size)
    {
        var word = new StyledText.Word([new StyledText.Run(text, Bold: false)], EndsLine: false);
        return Set(
            [
                [word],
            ],
            new TypeFace(size, Bold: true),
            size
        ).Ink;
    }

    /// <param name="coloured">False: ink alone, in one band.</param>
    public Image Draw(string markup, TypeFace face, bool coloured = true)
    {
        var families = RightToLeft ? layout.Family.FamiliesToTheLeft : layout.Family.Families;
        var font = string.Create(CultureInfo.InvariantCulture, $"{families} {(face.Bold ? "Bold" : "Regular")} {face.Size}");
        return Image.Text(
            $"<span lang='{WebUtility.HtmlEncode(language)}' foreground='{layout.Palette.Text}'>{markup}</span>",
            font: font,
            align: Enums.Align.Low,
            dpi: Dpi,
            rgba: coloured
        );
    }

    public string Markup(StyledText.Word word, TypeFace face)
    {
        var markup = new StringBuilder();
        foreach (var run in word.Runs)
        {
            var text = Emoji.Mark(Escape(run.Text), $"<span size='{(int)(face.Size * layout.Type.Emoji * Units)}'>", "</span>");
            markup.Append(run.Bold ? $"<span weight='bold' foreground='{layout.Palette.Accent}'>{text}</span>" : text);
        }

        // A handle or an address keeps its own order inside a line that runs the other way: @name, not name@.
        return RightToLeft && word.Text.Any(char.IsAsciiLetter) ? Isolated(markup.ToString()) : markup.ToString();
    }

    /// <summary>Keeps the order of its letters, and its own place, whatever the line around it does.</summary>
    public static string Isolated(string markup) => $"{LeftToRightIsolate}{markup}{PopIsolate}";

    private string Markup(IReadOnlyList<StyledText.Word> line, TypeFace face)
    {
        var markup = line.Select((word, index) => Markup(word, face) + (word.IsSpaced && index < line.Count - 1 ? " " : ""));
        return string.Concat(markup);
    }

    private static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    private static bool IsRightToLeft(string language) =>
        language.Contains("-Arab", StringComparison.OrdinalIgnoreCase)
        || language.Split('-')[0].ToLowerInvariant() is "fa" or "ar" or "ur" or "ps" or "ckb";
}

/// <param name="Size">px of an em.</param>
internal readonly record struct TypeFace(int Size, bool Bold);

/// <summary>Drawn text.</summary>
/// <param name="Ink">Of its ink alone.</param>
/// <param name="Left">px of the ink from the block's left edge.</param>
/// <param name="Top">px of the ink from the block's top.</param>
/// <param name="BlockHeight">px of all lines, with their leading.</param>
internal sealed record SetText(Stamp Ink, int Left, int Top, double BlockHeight)
{
    public int Width => Ink.Width;

    public int Height => Ink.Height;
}
