using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Publisher.Sandbox.Bluesky;

/// <summary>Uploads, by account and content id. A self-hosted server takes 5 MB; what a post may hold is less, and is judged with the post.</summary>
internal sealed class BlueskyBlobs(Ledger ledger, Pictures pictures)
{
    private const int LargestUpload = 5 * 1024 * 1024;

    private readonly ConcurrentDictionary<(string Did, string Cid), BlueskyBlob> _blobs = [];

    public async Task UploadAsync(HttpContext context, BlueskyAccount account)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        if (body.Length is 0 or > LargestUpload)
        {
            await context.AnswerErrorAsync(
                body.Length == 0
                    ? BlueskyError.Invalid("Request encoding (Content-Type) required but not provided")
                    : new BlueskyError(413, "PayloadTooLarge", "request entity too large")
            );
            return;
        }

        var bytes = body.ToArray();
        var medium = pictures.Keep(bytes);
        var blob = new BlueskyBlob(Cid.OfBlob(bytes), MediaTypeOf(medium, context.Request), bytes.Length, medium);
        if (_blobs.TryAdd((account.Did, blob.Cid), blob))
        {
            ledger.Add("bluesky", NetworkAction.Media, blob.Cid, account.Handle, "", [medium]);
        }

        await context.AnswerAsync(new JsonObject { ["blob"] = blob.View() });
    }

    public BlueskyBlob? Find(string did, string? cid) => cid is null ? null : _blobs.GetValueOrDefault((did, cid));

    /// <summary>The bytes decide; what the sender says counts only where they tell nothing.</summary>
    private static string MediaTypeOf(LedgerMedium medium, HttpRequest request) =>
        medium.MediaType == "application/octet-stream" ? request.ContentType ?? "*/*" : medium.MediaType;
}

internal sealed record BlueskyBlob(string Cid, string MediaType, int Size, LedgerMedium Medium)
{
    public JsonObject View() =>
        new()
        {
            ["$type"] = "blob",
            ["ref"] = new JsonObject { ["$link"] = Cid },
            ["mimeType"] = MediaType,
            ["size"] = Size,
        };
}
