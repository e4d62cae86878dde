using System.Globalization;
using System.Text;

namespace Publisher.Channels.Text;

/// <summary>
/// JSON whose letters beyond U+FFFF (emoji above all) stand as they are. The framework's writer always escapes them,
/// at twelve bytes each where four are enough.
/// </summary>
internal static class UnescapedJson
{
    public static string Of(string json)
    {
        if (!json.Contains("\\uD", StringComparison.OrdinalIgnoreCase))
        {
            return json;
        }

        var plain = new StringBuilder(json.Length);
        for (var index = 0; index < json.Length; index++)
        {
            if (json[index] != '\\')
            {
                plain.Append(json[index]);
            }
            else if (UnitAt(json, index) is { } high && UnitAt(json, index + 6) is { } low && char.IsSurrogatePair(high, low))
            {
                plain.Append(high).Append(low);
                index += 11;
            }
            else
            {
                plain.Append(json[index]).Append(json[++index]);
            }
        }

        return plain.ToString();
    }

    private static char? UnitAt(string json, int index) =>
        index + 6 <= json.Length
        && json[index] == '\\'
        && json[index + 1] == 'u'
        && ushort.TryParse(json.AsSpan(index + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : null;
}
