using System.Globalization;
using Publisher.Channels.Http;

namespace Publisher.Channels.WordPress;

/// <summary>Looks for an article of which nothing is remembered but what it says: by the slug that its draft would have got.</summary>
internal sealed class WordPressSearch(NetworkClients clients, WordPressSettings settings)
{
    // The website's clock may be behind ours.
    private static readonly TimeSpan _skew = TimeSpan.FromMinutes(2);

    public async Task<Found> FindAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        var slug = Slug.For(attempt.Variant, attempt.Part);
        var call = clients.ForReading<IWordPressApi>(settings.BaseUrl, WordPressJson.Default, settings.Authorize);
        var response = await call.Api.ListPosts($"{slug},{slug}-2,{slug}-3", "any", cancellationToken); // WordPress numbers a slug that is taken
        if (!response.IsSuccessful || response.Content is not { } posts)
        {
            return response.ToUnknown(call.Sent, WordPressAnswers.Refused);
        }

        var since = attempt.StartedAt - _skew;
        return
            posts.FirstOrDefault(post => post.Id is not null && post.Status == settings.Status && ModifiedAt(post) >= since) is { } landed
            ? new Found.Landed(
                new WordPressId(WordPressId.Text(landed.Id!.Value), []).ToRemoteId(),
                settings.BaseUrl.LinkOnHost(landed.Link)
            )
            : new Found.Missing();
    }

    /// <summary>One that does not say is taken for new: an article too few can be mended, one too many cannot.</summary>
    private static DateTimeOffset ModifiedAt(WordPressPost post) =>
        DateTimeOffset.TryParse(post.ModifiedGmt, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at
            : DateTimeOffset.MaxValue;
}
