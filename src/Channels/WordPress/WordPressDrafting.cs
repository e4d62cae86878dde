using System.Net;
using System.Net.Http.Headers;
using Publisher.Channels.Http;

namespace Publisher.Channels.WordPress;

/// <summary>
/// Makes the draft of one part with all that belongs to it. A draft is found by its slug before a second is made, and written whole
/// every time, so that repeating it ends in the same draft.
/// </summary>
internal sealed class WordPressDrafting(NetworkClients clients, WordPressSettings settings, ChannelAccess access, Variant variant)
{
    private readonly NetworkCall<IWordPressApi> _call = clients.ForPreparing<IWordPressApi>(
        settings.BaseUrl,
        WordPressJson.Default,
        settings.Authorize
    );

    /// <summary>Why it could not be made; null once <see cref="Id"/> is set.</summary>
    public Prepared.Failed? Failure { get; private set; }

    /// <summary>The draft with its pictures.</summary>
    public WordPressId? Id { get; private set; }

    public async Task MakeAsync(Part part, CancellationToken cancellationToken)
    {
        var draft = new WordPressDraft(part.Title, part.Text, part.Summary ?? "", Slug.For(variant, part), "draft");
        if (
            await FindOrCreateAsync(draft, cancellationToken) is not { } id
            || await UploadAsync(part, id, cancellationToken) is not { } pictures
            || await TagAsync(part, cancellationToken) is not { } tags
        )
        {
            return;
        }

        var whole = draft with
        {
            Content = WordPressArticle.Html(variant, part, settings.BaseUrl, pictures),
            FeaturedMedia = pictures.Count > 0 ? pictures[0].Id : null,
            Tags = tags,
        };
        var response = await _call.Api.ChangePost(WordPressId.Text(id), whole, cancellationToken);
        if (!response.IsSuccessful)
        {
            Failure = response.ToPreparedFailure(_call.Sent, WordPressAnswers.Refused);
            return;
        }

        Id = new WordPressId(WordPressId.Text(id), [.. pictures.Select(picture => WordPressId.Text(picture.Id))]);
    }

    private async Task<long?> FindOrCreateAsync(WordPressDraft draft, CancellationToken cancellationToken)
    {
        var found = await _call.Api.ListPosts(draft.Slug!, "any", cancellationToken);
        if (!found.IsSuccessful || found.Content is null)
        {
            Failure = found.ToPreparedFailure(_call.Sent, WordPressAnswers.Refused);
            return null;
        }

        if (found.Content.Where(post => post.Status == "draft").Min(post => post.Id) is { } existing)
        {
            return existing;
        }

        var created = await _call.Api.CreatePost(draft, cancellationToken);
        if (created.Content?.Id is not { } id)
        {
            Failure = created.ToPreparedFailure(_call.Sent, WordPressAnswers.Refused);
            return null;
        }

        return id;
    }

    /// <summary>What an earlier try left at the draft is used again; what is left then belongs to nobody, and is deleted.</summary>
    private async Task<IReadOnlyList<UploadedPicture>?> UploadAsync(Part part, long post, CancellationToken cancellationToken)
    {
        var listed = await _call.Api.ListMedia(WordPressId.Text(post), cancellationToken);
        if (!listed.IsSuccessful || listed.Content is null)
        {
            Failure = listed.ToPreparedFailure(_call.Sent, WordPressAnswers.Refused);
            return null;
        }

        var left = listed.Content.Where(OwnPicture.Is).ToList();
        var pictures = new List<UploadedPicture>();
        foreach (var file in part.Files)
        {
            var there = left.Find(media => OwnPicture.Is(media, file));
            if (await DescribeAsync(file, there ?? await UploadAsync(file, post, cancellationToken), cancellationToken) is not { } picture)
            {
                return null;
            }

            left.RemoveAll(media => media.Id == picture.Id);
            pictures.Add(picture);
        }

        return await DeleteAsync(left, cancellationToken) ? pictures : null;
    }

    private async Task<WordPressMedia?> UploadAsync(VariantFile file, long post, CancellationToken cancellationToken)
    {
        await using var bytes = await access.OpenFileAsync(file, cancellationToken);
        using var content = new StreamContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue(file.MediaType);
        content.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = FileName.For(file) };
        var uploaded = await _call.Api.Upload(content, WordPressId.Text(post), cancellationToken);
        if (uploaded.Content is not { Id: not null } media || settings.BaseUrl.LinkOnHost(media.SourceUrl) is null)
        {
            Failure = uploaded.ToPreparedFailure(_call.Sent, WordPressAnswers.Refused);
            return null;
        }

        return media;
    }

    /// <summary>Null when it could not be done, or there is nothing to describe.</summary>
    private async Task<UploadedPicture?> DescribeAsync(VariantFile file, WordPressMedia? media, CancellationToken cancellationToken)
    {
        if (media?.Id is not { } id || settings.BaseUrl.LinkOnHost(media.SourceUrl) is not { } address)
        {
            Failure ??= new Prepared.Failed(new Outcome.NotSent("WordPress names no address of a picture on its own host."));
            return null;
        }

        var described = await _call.Api.DescribeMedia(id, new WordPressMediaFields(file.Alt), cancellationToken);
        if (!described.IsSuccessful)
        {
            Failure = described.ToPreparedFailure(_call.Sent, WordPressAnswers.Refused);
            return null;
        }

        return new UploadedPicture(id, address, file);
    }

    private async Task<bool> DeleteAsync(IEnumerable<WordPressMedia> unused, CancellationToken cancellationToken)
    {
        foreach (var media in unused.Where(media => media.Id is not null))
        {
            var deleted = await _call.Api.DeleteMedia(WordPressId.Text(media.Id!.Value), cancellationToken);
            if (deleted is { IsSuccessStatusCode: false, StatusCode: not (HttpStatusCode.NotFound or HttpStatusCode.Gone) })
            {
                Failure = deleted.ToPreparedFailure(_call.Sent, WordPressAnswers.Refused);
                return false;
            }
        }

        return true;
    }

    private async Task<IReadOnlyList<long>?> TagAsync(Part part, CancellationToken cancellationToken)
    {
        var tags = new List<long>();
        foreach (var hashtag in part.Hashtags.Distinct())
        {
            var response = await _call.Api.CreateTag(new WordPressTag(null, hashtag), cancellationToken);
            long? existing = null;
            var failure = response.IsSuccessful
                ? null
                : response.ToPreparedFailure(
                    _call.Sent,
                    refusal => (existing = WordPressAnswers.ExistingTag(refusal)) is null ? WordPressAnswers.Refused(refusal) : null
                );
            if ((response.Content?.Id ?? existing) is not { } id)
            {
                Failure = failure ?? new Prepared.Failed(new Outcome.NotSent("WordPress made a tag without an id."));
                return null;
            }

            tags.Add(id);
        }

        return tags;
    }
}
