using Microsoft.EntityFrameworkCore;
using Publisher.Api.Conventions;
using Publisher.Api.Keys;
using Publisher.Channels;
using Publisher.Posts;
using Publisher.Posts.Storage;

namespace Publisher.Api;

internal static class ChannelEndpoints
{
    private static readonly PostState[] _final = [.. Enum.GetValues<PostState>().Where(PostMoves.IsFinal)];

    public static void MapChannels(this IEndpointRouteBuilder routes)
    {
        var channels = routes.MapGroup("/v1/channels").WithTags("Channels").Needs(Scopes.Channels);
        channels.MapPost("/", Create).Audits("channel.create").Produces<ChannelView>(201);
        channels.MapGet("/", List).Needs(Scopes.Read).Produces<PageView<ChannelView>>();
        channels.MapGet("/{id}", Show).Needs(Scopes.Read).Produces<ChannelView>();
        channels.MapPut("/{id}", Edit).Audits("channel.edit").Produces<ChannelView>();
        channels.MapDelete("/{id}", Delete).Audits("channel.delete").Produces(204);
        channels.MapPost("/{id}/check", Check).Costs("channel checks").Audits("channel.check").Produces<CheckView>();
    }

    private static Task<IResult> Create(
        Body<ChannelBody> body,
        HttpContext context,
        Caller caller,
        ChannelWriting writing,
        Door door,
        CancellationToken cancellationToken
    ) =>
        door.WriteAsync(
            context,
            async scope =>
            {
                if (caller.Channels is not null)
                {
                    return Problems.Forbidden("A key limited to channels cannot make new ones.");
                }

                var (channel, refusal) = await writing.MakeAsync(scope, body.Value, caller, cancellationToken);
                if (refusal is not null)
                {
                    return refusal;
                }

                var view = ChannelView.Of(channel!, await Pauses.InForceAsync(scope.Db, cancellationToken));
                return Reply.Created($"/v1/channels/{channel!.Id}", view, EntityTag.Of(channel.Version));
            },
            cancellationToken
        );

    private static async Task<IResult> List(HttpContext context, Caller caller, Store store, CancellationToken cancellationToken)
    {
        var problems = new ProblemList();
        var page = Page.Of(context.Request, problems);
        if (problems.Any)
        {
            return Problems.Invalid(problems);
        }

        await using var db = store.Read();
        var (after, visible) = (page.After?[0], caller.Channels);
        var rows = await db
            .Channels.Where(channel => visible == null || visible.Contains(channel.Id))
            .Where(channel => after == null || string.Compare(channel.Id, after) > 0)
            .OrderBy(channel => channel.Id)
            .Take(page.Limit + 1)
            .ToListAsync(cancellationToken);
        var pauses = await Pauses.InForceAsync(db, cancellationToken);
        return Reply.Ok(page.View(rows, channel => ChannelView.Of(channel, pauses), channel => [channel.Id]));
    }

    private static async Task<IResult> Show(string id, Caller caller, Store store, CancellationToken cancellationToken)
    {
        await using var db = store.Read();
        return await FindAsync(db, id, caller, cancellationToken) is { } channel
            ? Reply.Ok(ChannelView.Of(channel, await Pauses.InForceAsync(db, cancellationToken)), EntityTag.Of(channel.Version))
            : Problems.NotFound();
    }

    private static Task<IResult> Edit(
        string id,
        Body<ChannelBody> body,
        HttpContext context,
        Caller caller,
        ChannelWriting writing,
        Door door,
        CancellationToken cancellationToken
    ) =>
        door.WriteAsync(
            context,
            async scope =>
            {
                if (await FindAsync(scope.Db, id, caller, cancellationToken) is not { } channel)
                {
                    return Problems.NotFound();
                }

                return EntityTag.Refusal(context.Request, EntityTag.Of(channel.Version))
                    ?? await writing.ChangeAsync(scope, channel, body.Value, caller, cancellationToken)
                    ?? Reply.Ok(
                        ChannelView.Of(channel, await Pauses.InForceAsync(scope.Db, cancellationToken)),
                        EntityTag.Of(channel.Version)
                    );
            },
            cancellationToken
        );

    private static Task<IResult> Delete(
        string id,
        bool? force,
        HttpContext context,
        Caller caller,
        Door door,
        CancellationToken cancellationToken
    ) =>
        door.WriteAsync(
            context,
            async scope =>
            {
                if (await FindAsync(scope.Db, id, caller, cancellationToken) is not { } channel)
                {
                    return Problems.NotFound();
                }

                var posts = scope.Db.Posts.Where(post => post.ChannelId == id);
                if (await posts.AnyAsync(post => !_final.Contains(post.State), cancellationToken))
                {
                    return Problems.Conflict("has_posts", "Posts of this channel wait or are on their way; cancel or finish them first.");
                }

                if (force != true && await posts.AnyAsync(post => post.State == PostState.Published, cancellationToken))
                {
                    return Problems.Conflict(
                        "has_posts",
                        "Published posts of this channel could afterwards be taken down by hand only; say ?force=true if that is meant."
                    );
                }

                scope.Db.Channels.Remove(channel);
                scope.Destroys();
                return Reply.NoContent;
            },
            cancellationToken
        );

    private static async Task<IResult> Check(
        string id,
        HttpContext context,
        Caller caller,
        Store store,
        ChannelAccesses accesses,
        NetworkDirectory networks,
        Door door,
        CancellationToken cancellationToken
    )
    {
        using var turn = await door.EnterAsync(context, cancellationToken);
        await using var db = store.Read();
        if (turn.Earlier is not null || await FindAsync(db, id, caller, cancellationToken) is not { } channel)
        {
            return turn.Earlier ?? Problems.NotFound();
        }

        var result = await AskAsync(channel, accesses, networks, cancellationToken);
        return await turn.WriteAsync(
            async scope =>
            {
                if (result.Ok && await scope.Db.Channels.FindAsync([id], cancellationToken) is { NeedsReconnect: true } held)
                {
                    held.NeedsReconnect = false;
                }

                return Reply.Ok(CheckView.Of(result));
            },
            cancellationToken
        );
    }

    private static async Task<CheckResult> AskAsync(
        Channel channel,
        ChannelAccesses accesses,
        NetworkDirectory networks,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await networks[channel.Network].CheckAsync(accesses.Open(channel), cancellationToken);
        }
        catch (CredentialsUnreadableException unreadable)
        {
            return CheckResult.Broken(new Problem("needs_reconnect", "credentials", unreadable.Message));
        }
    }

    private static Task<Channel?> FindAsync(PublisherDb db, string id, Caller caller, CancellationToken cancellationToken) =>
        caller.Sees(id) ? db.Channels.FirstOrDefaultAsync(row => row.Id == id, cancellationToken) : Task.FromResult<Channel?>(null);
}

/// <summary>What a channel's credentials can do.</summary>
internal sealed record CheckView(bool Ok, string? Account, bool CanPublish, bool CanTakeDown, IReadOnlyList<FieldError> Problems)
{
    public static CheckView Of(CheckResult result) =>
        new(result.Ok, result.Account, result.CanPublish, result.CanTakeDown, [.. result.Problems.Select(FieldError.Of)]);
}
