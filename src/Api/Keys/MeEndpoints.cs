using Microsoft.EntityFrameworkCore;
using Publisher.Api.Conventions;
using Publisher.Posts.Storage;

namespace Publisher.Api.Keys;

internal static class MeEndpoints
{
    public static void MapMe(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/me", Show).WithTags("Keys").NeedsAnyKey().Produces<MeView>();

    private static async Task<IResult> Show(Caller caller, Store store, CancellationToken cancellationToken)
    {
        await using var db = store.Read();
        var channels = await db.Channels.Select(channel => new { channel.Id, channel.Language }).ToListAsync(cancellationToken);
        var seen = channels.Where(channel => caller.Sees(channel.Id)).ToList();
        return Reply.Ok(
            new MeView(caller.Person, caller.KeyScopes, caller.Channels, [.. seen.Select(channel => channel.Language).Distinct().Order()])
        );
    }
}

/// <summary>Who the caller is.</summary>
/// <param name="Channels">Ids of the only channels the key may see; null: all.</param>
/// <param name="Languages">Of the channels it may see.</param>
internal sealed record MeView(
    string Person,
    IReadOnlyList<string> Scopes,
    IReadOnlyList<string>? Channels,
    IReadOnlyList<string> Languages
);
