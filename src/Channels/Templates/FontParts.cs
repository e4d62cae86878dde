using Publisher.Channels.Imaging;

namespace Publisher.Channels.Templates;

/// <summary>The part <c>fonts</c> of a template.</summary>
internal static class FontParts
{
    private const int MostFonts = 8;

    public static IReadOnlyList<TypeFamily> Read(TemplateFields root)
    {
        var fonts = new List<TypeFamily>();
        foreach (var entry in root.List("fonts", MostFonts))
        {
            var name = entry.Text("name", 32);
            if (fonts.Exists(font => font.Name == name))
            {
                entry.Fault("name", $"“{name}” stands there twice");
            }

            fonts.Add(
                new TypeFamily(name, Family(entry, "latin"), Family(entry, "armenian"), Family(entry, "georgian"), Family(entry, "arabic"))
            );
            entry.End();
        }

        return fonts.Count > 0 ? fonts : [new TypeFamily("", "", "", "", "")];
    }

    private static string Family(TemplateFields entry, string script)
    {
        var family = entry.Text(script, 60);
        if (!FontFolder.Knows(family))
        {
            entry.Fault(script, $"“{family}” is no family that slides are set in; known are {string.Join(", ", FontFolder.KnownFamilies)}");
        }

        return family;
    }
}
