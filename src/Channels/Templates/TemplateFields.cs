using System.Globalization;
using Publisher.Channels.Imaging;

namespace Publisher.Channels.Templates;

/// <summary>Reads the fields of one JSON object, and notes each that is missing, of the wrong kind, out of bounds or unknown.</summary>
/// <param name="path">Of the object in its file, with a dot behind it; empty for the whole.</param>
internal sealed class TemplateFields(JsonSpot spot, string path, TemplateFaults faults)
{
    private readonly HashSet<string> _known = [];

    /// <summary>There is no such object, which was noted already; what would stand inside is not asked for.</summary>
    public bool IsBroken { get; private init; }

    /// <summary>Where the field stands; the object itself when it is missing.</summary>
    public JsonSpot At(string name) => spot.Find(name) ?? spot;

    public bool Has(string name) => Take(name) is not null;

    public void Fault(string name, string text)
    {
        if (!IsBroken)
        {
            faults.Add(At(name), $"{path}{name} {text}");
        }
    }

    public int Whole(string name, int least, int most, string unit = "px")
    {
        var value = Number(name, least, most, unit);
        if (value != Math.Floor(value))
        {
            Fault(name, $"must be a whole number; it is {Shown(value)}");
        }

        return (int)value;
    }

    /// <summary>The number, or the nearest one allowed when there is a fault, so that reading can go on.</summary>
    public double Number(string name, double least, double most, string unit = "")
    {
        if (Take(name) is not { } field)
        {
            Fault(name, "is missing");
            return least;
        }

        if (field.Scalar is not double value)
        {
            Fault(name, "must be a number");
            return least;
        }

        if (value < least || value > most)
        {
            Fault(name, $"must be {Shown(least)} to {Shown(most)} {unit}".TrimEnd() + $"; it is {Shown(value)}");
        }

        return Math.Clamp(value, least, most);
    }

    public string Text(string name, int most)
    {
        if (Take(name)?.Scalar is string text && text.Length > 0 && text.Length <= most)
        {
            return text;
        }

        Fault(name, $"must be a text of 1 to {most} characters");
        return "";
    }

    public Colour Colour(string name)
    {
        if (Take(name)?.Scalar is string text && Imaging.Colour.TryParse(text, out var colour))
        {
            return colour;
        }

        Fault(name, "must be a colour such as #1B3350");
        return default;
    }

    /// <summary>An object in this one; an empty one after a fault.</summary>
    public TemplateFields Group(string name)
    {
        var field = Take(name);
        if (field?.Members is null)
        {
            Fault(name, field is null ? "is missing" : "must be an object");
        }

        return new TemplateFields(field ?? spot, $"{path}{name}.", faults) { IsBroken = field?.Members is null };
    }

    /// <summary>Objects in a list; at least one.</summary>
    public IReadOnlyList<TemplateFields> List(string name, int most)
    {
        var items = Take(name)?.Items ?? [];
        if (items.Count == 0 || items.Count > most || items.Any(item => item.Members is null))
        {
            Fault(name, $"must be a list of 1 to {most} objects");
            return [];
        }

        return [.. items.Select((item, index) => new TemplateFields(item, $"{path}{name}[{index}].", faults))];
    }

    /// <summary>To be called when all known fields were read.</summary>
    public void End()
    {
        var seen = new HashSet<string>();
        foreach (var (name, value) in IsBroken ? [] : spot.Members ?? [])
        {
            if (!_known.Contains(name))
            {
                faults.Add(value, $"{path}{name} is no field; known are {string.Join(", ", _known)}");
            }
            else if (!seen.Add(name))
            {
                faults.Add(value, $"{path}{name} stands there twice");
            }
        }
    }

    private JsonSpot? Take(string name)
    {
        _known.Add(name);
        return IsBroken ? null : spot.Find(name);
    }

    private static string Shown(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
