using Publisher.Channels.Imaging;

namespace Publisher.Channels.Templates;

/// <summary>The part <c>type</c> of a template.</summary>
internal static class TypeParts
{
    /// <summary>px: under it type cannot be read on a phone (ISO 9241-3: 16 minutes of arc).</summary>
    private const int LeastReadable = 44;

    /// <summary>px: over it type is too large to be read at a glance (45 minutes of arc).</summary>
    private const int LargestReadable = 122;

    public static TypeScale Read(TemplateFields fields)
    {
        var scale = new TypeScale
        {
            Text = fields.Whole("text", 56, LargestReadable),
            LargeText = fields.Whole("largeText", 64, LargestReadable),
            GeorgianExtra = fields.Whole("georgianExtra", 0, 16),
            Smallest = fields.Whole("smallest", LeastReadable, 56),
            Step = fields.Whole("step", 1, 16),
            Hook = Sizes(fields, "hook", linesMayLack: false),
            Quote = Sizes(fields, "quote", linesMayLack: true),
            CardLines = fields.Whole("cardLines", 1, 9, "lines"),
            Handle = fields.Whole("handle", 36, LeastReadable),
            Pitch = fields.Number("pitch", 1.28, 1.4, "em"),
            HookPitch = fields.Number("hookPitch", 1.28, 1.4, "em"),
            ArabicPitch = fields.Number("arabicPitch", 1.5, 1.8, "em"),
            Emoji = fields.Number("emoji", 0.5, 1, "em"),
        };
        if (scale.LargeText < scale.Text)
        {
            fields.Fault("largeText", $"{scale.LargeText} is less than text {scale.Text}; readers of 50 and older need more, not less");
        }

        fields.End();
        return scale;
    }

    /// <param name="linesMayLack">Then the size takes as many lines as the shape has.</param>
    private static List<(int Size, int Lines)> Sizes(TemplateFields fields, string name, bool linesMayLack)
    {
        var sizes = new List<(int Size, int Lines)>();
        foreach (var entry in fields.List(name, 6))
        {
            var size = entry.Whole("size", LeastReadable, LargestReadable);
            sizes.Add((size, linesMayLack && !entry.Has("lines") ? int.MaxValue : entry.Whole("lines", 1, 9, "lines")));
            if (sizes.Count > 1 && sizes[^2].Size <= size)
            {
                entry.Fault("size", $"{size} must be less than the one before it, {sizes[^2].Size}");
            }

            entry.End();
        }

        return sizes.Count > 0 ? sizes : [(LeastReadable, 1)];
    }
}
