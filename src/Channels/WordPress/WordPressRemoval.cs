using System.Net;
using Publisher.Channels.Http;
using Refit;

namespace Publisher.Channels.WordPress;

/// <summary>Trashes a post and deletes its pictures for good, and reads back that neither is there.</summary>
internal sealed class WordPressRemoval(NetworkClients clients, WordPressSettings settings)
{
    private readonly NetworkCall<IWordPressApi> _call = clients.ForRemoving<IWordPressApi>(
        settings.BaseUrl,
        WordPressJson.Default,
        settings.Authorize
    );

    public async Task<Removal> RemoveAsync(WordPressId id, CancellationToken cancellationToken)
    {
        if (id.Slug is { } slug)
        {
            return await RemoveBySlugAsync(slug, cancellationToken);
        }

        return await RemovePostAsync(id.Post, id.Media, cancellationToken) ?? (Removal)new Removal.Removed();
    }

    /// <summary>Only a person knows what stood at an address where there is no post, and none of its name in the trash.</summary>
    private async Task<Removal> RemoveBySlugAsync(string slug, CancellationToken cancellationToken)
    {
        var found = await _call.Api.ListPosts(slug, "any", cancellationToken);
        if (found.Content is not { } posts)
        {
            return Again(found);
        }

        Removal.Again? failure = null;
        foreach (var post in posts.Where(post => post.Id is not null))
        {
            failure ??= await RemovePostAsync(WordPressId.Text(post.Id!.Value), [], cancellationToken);
        }

        if (failure is not null)
        {
            return failure;
        }

        var trashed = await _call.Api.ListPosts($"{slug}__trashed", "trash", cancellationToken);
        return trashed.Content switch
        {
            null => Again(trashed),
            { Count: 0 } => new Removal.Manual(settings.BaseUrl, "The website has no post at this address."),
            _ => new Removal.Removed(),
        };
    }

    /// <summary>With the pictures we know of, and those of ours that the website knows as this post's.</summary>
    private async Task<Removal.Again?> RemovePostAsync(string id, IEnumerable<string> known, CancellationToken cancellationToken)
    {
        var listed = await _call.Api.ListMedia(id, cancellationToken);
        var failure = await RemovePostAsync(id, cancellationToken);
        var own = (listed.Content ?? []).Where(media => media.Id is not null && OwnPicture.Is(media));
        foreach (var media in known.Union(own.Select(media => WordPressId.Text(media.Id!.Value))))
        {
            failure ??= await RemoveMediaAsync(media, cancellationToken);
        }

        return failure ?? (listed.Content is null ? Again(listed) : null);
    }

    private async Task<Removal.Again?> RemovePostAsync(string id, CancellationToken cancellationToken)
    {
        // 410: it lies in the trash already.
        var deleted = await _call.Api.DeletePost(id, cancellationToken);
        if (!deleted.IsSuccessStatusCode && !IsGone(deleted))
        {
            return Again(deleted);
        }

        var read = await _call.Api.FindPost(id, cancellationToken);
        return IsGone(read) || read.Content?.Status == "trash" ? null
            : read.IsSuccessful ? new Removal.Again("WordPress still shows the post.")
            : Again(read);
    }

    private async Task<Removal.Again?> RemoveMediaAsync(string id, CancellationToken cancellationToken)
    {
        var deleted = await _call.Api.DeleteMedia(id, cancellationToken);
        if (!deleted.IsSuccessStatusCode && !IsGone(deleted))
        {
            return Again(deleted);
        }

        var read = await _call.Api.FindMedia(id, cancellationToken);
        return IsGone(read) ? null
            : read.IsSuccessful ? new Removal.Again("WordPress still holds a picture.")
            : Again(read);
    }

    private static bool IsGone(IApiResponse response) => response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone;

    private Removal.Again Again(IApiResponse response) => response.ToAgain(_call.Sent, WordPressAnswers.Refused);
}
