namespace Publisher.Api.Conventions;

/// <summary>ETags out, If-Match in.</summary>
internal static class EntityTag
{
    public static string Of(int version) => $"\"{version}\"";

    /// <summary>Null when the caller has read what is there now; else the refusal.</summary>
    public static Reply? Refusal(HttpRequest request, string current)
    {
        var given = request.Headers.IfMatch;
        if (given.Count == 0)
        {
            return Problems.PreconditionRequired();
        }

        var tags = given.ToString().Split(',', StringSplitOptions.TrimEntries);
        return tags.Contains("*") || tags.Contains(current) ? null : Problems.PreconditionFailed();
    }
}
