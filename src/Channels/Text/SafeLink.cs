using System.Buffers;

namespace Publisher.Channels.Text;

/// <summary>The only addresses that may become links: absolute, http or https.</summary>
internal static class SafeLink
{
    private static readonly SearchValues<char> Unfit = SearchValues.Create(" \t\r\n\"'<>\\^`{|}");

    /// <summary>The address as it may stand in any markup, or null when it must stay text.</summary>
    public static string? Of(string? address)
    {
        var trimmed = address?.Trim();
        if (!Uri.TryCreate(trimmed, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0)
        {
            return null;
        }

        return trimmed.AsSpan().IndexOfAny(Unfit) < 0 ? trimmed : uri.AbsoluteUri.Replace("'", "%27", StringComparison.Ordinal);
    }
}
