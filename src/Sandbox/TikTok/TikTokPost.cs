using System.Text.Json.Nodes;

namespace Publisher.Sandbox.TikTok;

/// <summary>A post on its way: downloaded, then complete or in the app's inbox.</summary>
/// <param name="Text">Title and description, as a reader sees them.</param>
/// <param name="FailReason">Set once it failed.</param>
/// <param name="PublicId">Set once it is public.</param>
internal sealed record TikTokPost(
    string PublishId,
    string Account,
    bool IsDirect,
    bool IsPublic,
    string Title,
    string Description,
    IReadOnlyList<string> Addresses,
    DateTimeOffset CreatedAt,
    string Status = "PROCESSING_DOWNLOAD",
    long DownloadedBytes = 0,
    string? FailReason = null,
    long? PublicId = null
)
{
    public string Text => string.Join("\n\n", new[] { Title, Description }.Where(text => text.Length > 0));

    public bool IsFilm { get; init; }

    public IReadOnlyList<LedgerMedium> Media { get; init; } = [];

    public JsonObject View()
    {
        var view = new JsonObject { ["status"] = Status, ["downloaded_bytes"] = DownloadedBytes };
        if (FailReason is not null)
        {
            view["fail_reason"] = FailReason;
        }

        // Spelt so by TikTok.
        view["publicaly_available_post_id"] = PublicId is { } id && IsPublic ? new JsonArray(id) : new JsonArray();
        return view;
    }
}
