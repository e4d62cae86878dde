using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Publisher.Channels.Imaging;

namespace Publisher.Channels.Templates;

/// <summary>Reads one template's folder. Every fault is told with file, line and field.</summary>
internal sealed class TemplateReader(string folder)
{
    private const int MostBytes = 256 * 1024;

    private readonly TemplateFaults _faults = new($"{Path.GetFileName(folder)}/template.json");
    private readonly SortedDictionary<string, byte[]> _overlays = new(StringComparer.Ordinal);

    /// <returns>The template, or everything that is wrong with it.</returns>
    public (SlideTemplate? Template, IReadOnlyList<string> Faults) Read()
    {
        var path = Path.Combine(folder, "template.json");
        var name = $"{Path.GetFileName(folder)}/template.json";
        if (new FileInfo(path) is not { Exists: true } file)
        {
            return (null, [$"{name} is missing."]);
        }

        if (file.Length > MostBytes)
        {
            return (null, [$"{name} has {file.Length} bytes; the limit is {MostBytes}."]);
        }

        var bytes = File.ReadAllBytes(path);
        try
        {
            var template = Read(new TemplateFields(JsonSpot.Parse(bytes), "", _faults), bytes);
            return _faults.Any ? (null, [.. _faults.Sentences()]) : (template, []);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            var line = (exception as JsonException)?.LineNumber + 1 ?? 1;
            return (null, [$"{name} line {line}: this is no JSON."]);
        }
    }

    private SlideTemplate Read(TemplateFields root, byte[] file)
    {
        var name = root.Text("name", 32);
        if (name != Path.GetFileName(folder) || !name.All(sign => char.IsAsciiLetterLower(sign) || char.IsAsciiDigit(sign) || sign == '-'))
        {
            root.Fault("name", $"must be the folder's, in small letters, digits and hyphens; it is “{name}”");
        }

        var version = root.Text("version", 20);
        var description = root.Text("description", 200);
        var fonts = FontParts.Read(root);
        var type = TypeParts.Read(root.Group("type"));
        var photo = root.Group("photo");
        var fillShare = photo.Number("fillShare", 0, 1);
        var palettes = ColourParts.Read(root.Group("colours"), fillShare);
        var common = Common(root, photo, type, palettes[SlideSurface.Photo], fonts);
        var shapes = root.Group("shapes");
        var parts = new ShapeParts(folder, common, _overlays);
        var layouts = Enum.GetValues<SlideShape>().ToDictionary(shape => shape, shape => parts.Read(shapes, shape));
        shapes.End();
        root.End();
        return new SlideTemplate
        {
            Name = name,
            Version = version,
            Description = description,
            Hash = HashOf(file),
            Fonts = fonts,
            Layouts = layouts,
            Palettes = palettes,
            Overlays = parts.Overlays,
        };
    }

    private static SlideLayout Common(
        TemplateFields root,
        TemplateFields photo,
        TypeScale type,
        SlidePalette palette,
        IReadOnlyList<TypeFamily> fonts
    )
    {
        var (scrim, bars, dots) = (root.Group("scrim"), root.Group("bars"), root.Group("dots"));
        var layout = new SlideLayout
        {
            Width = 0,
            Height = 0,
            TextBox = default,
            MostLines = 0,
            DotsTop = 0,
            LogoBox = default,
            Palette = palette,
            Family = fonts[0],
            Type = type,
            TextGap = photo.Whole("textGap", 24, 200),
            CoverKeeps = photo.Number("coverKeeps", 0.3, 1),
            Melt = photo.Whole("melt", 0, 400),
            MostEnlargement = photo.Number("mostEnlargement", 1, 4),
            ScrimFade = scrim.Whole("fade", 40, 600),
            LeastScrim = scrim.Number("least", 0, 0.9),
            HookBar = Bar(bars.Group("hook"), hasLength: true),
            QuoteBar = Bar(bars.Group("quote"), hasLength: false),
            DotSize = dots.Whole("size", 4, 32),
        };
        photo.End();
        scrim.End();
        bars.End();
        dots.End();
        return layout;
    }

    private static Bar Bar(TemplateFields bar, bool hasLength)
    {
        var read = new Bar(hasLength ? bar.Whole("length", 0, 600) : 0, bar.Whole("thickness", 0, 40), bar.Whole("gap", 0, 120));
        bar.End();
        return read;
    }

    private string HashOf(byte[] file)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(SHA256.HashData(file));
        foreach (var (name, overlay) in _overlays)
        {
            hash.AppendData(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
            hash.AppendData(SHA256.HashData(overlay));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
