using Publisher.Api.Conventions;
using Publisher.Api.Keys;
using Publisher.Posts.Record;

namespace Publisher.Api;

/// <summary>Says whether a text that bears our name is ours.</summary>
internal static class VerifyEndpoints
{
    private const int MostText = 100_000;

    public static void MapVerify(this IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/v1/verify", Verify)
            .Costs("verifications")
            .AuditsNothing()
            .WithTags("Record")
            .Needs(Scopes.Read)
            .Produces<VerifiedView>();

    /// <summary>Nothing of the text is kept.</summary>
    private static async Task<IResult> Verify(
        Body<VerifyBody> body,
        Caller caller,
        Verification verification,
        CancellationToken cancellationToken
    )
    {
        var problems = new ProblemList();
        problems.Required("text", body.Value.Text, MostText);
        return problems.Any
            ? Problems.Invalid(problems)
            : Reply.Ok(VerifiedView.Of(await verification.OfAsync(body.Value.Text!, caller.Channels, cancellationToken)));
    }

    private sealed record VerifyBody(string? Text);
}

/// <param name="Published">Exactly this text is or was out; white space and invisible characters aside.</param>
/// <param name="Nearest">When it is not ours: a text of ours that begins or ends alike, and what differs.</param>
internal sealed record VerifiedView(bool Published, IReadOnlyList<MatchView> Matches, NearestView? Nearest)
{
    public static VerifiedView Of(Verified verified) =>
        new(
            verified.Matches.Count > 0,
            [.. verified.Matches.Select(entry => MatchView.Of(entry, exact: true))],
            verified.Nearest is { } near ? new(MatchView.Of(near.Entry, exact: false), near.Ours, near.Given) : null
        );
}

/// <param name="PostId">Null when its content has been deleted since.</param>
/// <param name="RemovedAt">When it was taken down; null while it is out.</param>
internal sealed record MatchView(
    string? PostId,
    string ChannelId,
    string Network,
    string Language,
    DateTimeOffset PublishedAt,
    string? Url,
    DateTimeOffset? RemovedAt,
    bool Exact
)
{
    public static MatchView Of(RecordEntry entry, bool exact) =>
        new(entry.PostId, entry.ChannelId, entry.Network, entry.Language, entry.At, entry.Url, entry.RemovedAt, exact);
}

/// <param name="Ours">The stretch that differs, as we published it; empty where words were added.</param>
/// <param name="Given">The same stretch of the text that was asked about; empty where words were left out.</param>
internal sealed record NearestView(MatchView Post, string Ours, string Given);
