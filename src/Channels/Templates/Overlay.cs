using System.Xml;

namespace Publisher.Channels.Templates;

/// <summary>
/// A template's SVG: shapes alone, drawn between ground and text. Words belong into slides, where sizes, contrast and the leak guard hold;
/// pictures and addresses would let a file reach for others.
/// </summary>
internal static class Overlay
{
    private const int MostBytes = 128 * 1024;
    private const string Namespace = "http://www.w3.org/2000/svg";

    private static readonly HashSet<string> Allowed =
    [
        "svg",
        "g",
        "defs",
        "title",
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "linearGradient",
        "radialGradient",
        "stop",
        "clipPath",
        "pattern",
    ];

    /// <summary>The file's bytes, or why it cannot be used.</summary>
    public static (byte[]? Svg, string? Fault) Read(string folder, string name)
    {
        if (name.Length == 0 || name != Path.GetFileName(name) || !name.EndsWith(".svg", StringComparison.Ordinal))
        {
            return (null, $"must be the name of an SVG file beside template.json; it is “{name}”");
        }

        var file = new FileInfo(Path.Combine(folder, name));
        if (!file.Exists || file.Length > MostBytes)
        {
            return (null, file.Exists ? $"{name} has {file.Length} bytes; the limit is {MostBytes}" : $"{name} is not there");
        }

        var bytes = File.ReadAllBytes(file.FullName);
        return Check(bytes) is { } fault ? (null, $"{name} {fault}") : (bytes, null);
    }

    private static string? Check(byte[] svg)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        using var reader = XmlReader.Create(new MemoryStream(svg), settings);
        var lines = (IXmlLineInfo)reader;
        try
        {
            while (reader.Read())
            {
                if (reader.NodeType == XmlNodeType.ProcessingInstruction)
                {
                    return $"line {lines.LineNumber}: “{reader.Name}” is not allowed in overlays";
                }

                if (reader.NodeType == XmlNodeType.Element && Fault(reader) is { } fault)
                {
                    return $"line {lines.LineNumber}: {fault}";
                }
            }

            return null;
        }
        catch (XmlException exception)
        {
            return $"line {exception.LineNumber}: this is no XML that overlays may be";
        }
    }

    private static string? Fault(XmlReader element)
    {
        if (element.NamespaceURI != Namespace || !Allowed.Contains(element.LocalName) || (element.Depth == 0 && element.LocalName != "svg"))
        {
            return $"<{element.Name}> is not allowed in overlays; they hold shapes alone";
        }

        var name = element.LocalName;
        while (element.MoveToNextAttribute())
        {
            var reaches =
                element.Value.Contains("url(", StringComparison.OrdinalIgnoreCase)
                && !element.Value.Replace(" ", "").StartsWith("url(#", StringComparison.OrdinalIgnoreCase);
            if (reaches || element.LocalName is "href" or "style" || element.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase))
            {
                return $"{element.Name} of <{name}> is not allowed in overlays";
            }
        }

        element.MoveToElement();
        return null;
    }
}
