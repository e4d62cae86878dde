using Microsoft.EntityFrameworkCore;
using Publisher.Api.Conventions;
using Publisher.Api.Keys;
using Publisher.Channels;
using Publisher.Channels.Composing;
using Publisher.Posts;
using Publisher.Posts.Storage;

namespace Publisher.Api;

/// <summary>Shows what one channel would get of a content that is not stored.</summary>
internal static class PreviewEndpoints
{
    public static void MapPreview(this IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/v1/preview", Preview)
            .Costs("preview")
            .AuditsNothing()
            .WithTags("Contents")
            .Needs(Scopes.Draft)
            .Produces<VariantView>();

    private static async Task<IResult> Preview(
        Body<ContentBody> body,
        HttpContext context,
        Caller caller,
        Store store,
        Rendering rendering,
        MediaStore files,
        Door door,
        CancellationToken cancellationToken,
        string? channel = null
    )
    {
        using var turn = await door.EnterAsync(context, cancellationToken);
        if (turn.Earlier is not null)
        {
            return turn.Earlier;
        }

        var problems = new ProblemList();
        var content = body.Value.ToContent(problems);
        await using var db = store.Read();
        var target =
            channel is not null && caller.Sees(channel)
                ? await db.Channels.FirstOrDefaultAsync(row => row.Id == channel, cancellationToken)
                : null;
        if (target is null)
        {
            problems.Add(
                "channel",
                channel is null ? "required" : "unknown_channel",
                channel is null
                    ? "channel is missing: name one as ?channel=ch_…."
                    : $"There is no channel {ProblemList.Shown(channel)}; name one as ?channel=ch_…."
            );
        }

        foreach (var problem in ContentRules.Check(content))
        {
            problems.Add(problem);
        }

        if (content.Media.Count > 0 && await db.HidesDraftsAsync(caller, cancellationToken))
        {
            problems.Add(
                "media",
                "drafts_hidden",
                "A panic hides uploads until two people end it; leave the pictures out to see the text."
            );
        }

        return problems.Any
            ? Problems.Invalid(problems)
            : Reply.Ok(await ShowAsync(content, target!, caller, rendering, files, cancellationToken));
    }

    private static async Task<VariantView> ShowAsync(
        Content content,
        Channel channel,
        Caller caller,
        Rendering rendering,
        MediaStore files,
        CancellationToken cancellationToken
    ) =>
        await rendering.ComposeAsync(content, channel, caller.Media, progress: null, cancellationToken) switch
        {
            Composition.Ready ready => View(
                channel,
                VariantState.Ready,
                VariantHash.Of(ready.Variant, channel.Settings),
                PartView.Of(ready.Variant, await InlineAsync(ready, files, cancellationToken)),
                ready.Warnings,
                []
            ),
            Composition.Impossible(var problems) => View(channel, VariantState.Impossible, null, [], [], problems),
            var other => throw new System.Diagnostics.UnreachableException($"{other} is no composition."),
        };

    private static VariantView View(
        Channel channel,
        VariantState state,
        string? hash,
        IReadOnlyList<PartView> parts,
        IReadOnlyList<Warning> warnings,
        IReadOnlyList<Problem> problems
    ) =>
        new(
            null,
            channel.Id,
            channel.Network,
            channel.Format,
            channel.Language,
            state,
            100,
            hash,
            false,
            parts,
            warnings,
            [.. problems.Select(FieldError.Of)]
        );

    /// <summary>Every file as a <c>data:</c> address, drawn just now or taken from the media store.</summary>
    private static async Task<Func<VariantFile, int, string?>> InlineAsync(
        Composition.Ready ready,
        MediaStore files,
        CancellationToken cancellationToken
    )
    {
        var urls = new Dictionary<string, string>();
        foreach (var file in ready.Variant.Parts.SelectMany(part => part.Files))
        {
            if (!urls.ContainsKey(file.Sha256))
            {
                var bytes =
                    ready.Files.FirstOrDefault(drawn => drawn.Sha256 == file.Sha256)?.Bytes
                    ?? await ReadAsync(files, file.Sha256, cancellationToken);
                urls[file.Sha256] = $"data:{file.MediaType};base64,{Convert.ToBase64String(bytes)}";
            }
        }

        return (file, _) => urls[file.Sha256];
    }

    private static async Task<byte[]> ReadAsync(MediaStore files, string sha256, CancellationToken cancellationToken)
    {
        await using var stream = await files.OpenAsync(sha256, cancellationToken);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, cancellationToken);
        return bytes.ToArray();
    }
}
