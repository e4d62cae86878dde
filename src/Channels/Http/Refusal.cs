using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Refit;

namespace Publisher.Channels.Http;

/// <summary>An answer that is no success, for a network's own reader to judge.</summary>
/// <param name="Body">At most 64 KiB; foreign text, so show it to people only through <see cref="Shorten"/>.</param>
public sealed record Refusal(int Status, string Body, HttpResponseHeaders? Headers)
{
    private const int LongestText = 200;

    /// <summary>The body as JSON; null when it is something else.</summary>
    public T? Read<T>(JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(Body, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Foreign text fit for one line of ours: no control characters, at most 200 characters.</summary>
    public static string Shorten(string? text)
    {
        var line = new string([.. (text ?? "").Where(character => !char.IsControl(character))]).Trim();
        return line.Length <= LongestText ? line : $"{line[..(LongestText - 1)].TrimEnd()}…";
    }

    internal static Refusal Of(IApiResponse response) =>
        new((int)response.StatusCode!, (response.Error as ApiException)?.Content ?? "", response.Headers);
}
