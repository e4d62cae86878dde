using System.Globalization;
using Publisher.Channels.Http;

namespace Publisher.Channels.Bluesky;

/// <summary>Looks for a post of which nothing is remembered but what it says, among the account's own, the newest first.</summary>
internal sealed class BlueskySearch(NetworkClients clients, BlueskySession session)
{
    private const int Pages = 10;

    // The clock of whoever wrote the post may be behind ours.
    private static readonly TimeSpan _skew = TimeSpan.FromMinutes(2);

    public async Task<Found> FindAsync(Attempt attempt, ChannelAccess access, CancellationToken cancellationToken)
    {
        var call = clients.ForReading<IBlueskyApi>(BlueskySettings.Of(access).BaseUrl, BlueskyJson.Default);
        var since = attempt.StartedAt - _skew;
        string? cursor = null;
        for (var page = 0; page < Pages; page++)
        {
            var response = await call.Api.ListRecords(session.Did!, BlueskyPostKey.Collection, cursor, cancellationToken);
            if (!response.IsSuccessful || response.Content?.Records is not { } records)
            {
                return response.ToUnknown(call.Sent, BlueskyAnswers.Refused);
            }

            foreach (var record in records.Where(record => IsOf(attempt, record)))
            {
                var uri = new BlueskyUri(session.Did!, KeyOf(record.Uri!)!);
                if (await access.IsKnownAsync(uri.ToRemoteId(), cancellationToken))
                {
                    continue; // an earlier post of ours that says the same
                }

                return new Found.Landed(uri.ToRemoteId(), uri.LinkFor(session.Handle));
            }

            cursor = response.Content.Cursor;
            if (records.Count == 0 || cursor is null || CreatedAt(records[^1]) < since)
            {
                return new Found.Missing();
            }
        }

        return new Found.Unknown("The account has published too much since to be searched.");
    }

    private static bool IsOf(Attempt attempt, BlueskyWritten record) =>
        record is { Uri: { } uri, Value.Text: { } text }
        && KeyOf(uri) is not null
        && text == attempt.Part.Text
        && CreatedAt(record) >= attempt.StartedAt - _skew;

    /// <summary>The record's key; null when it is none that an id could hold.</summary>
    private static string? KeyOf(string uri) => ForeignId.Of(uri[(uri.LastIndexOf('/') + 1)..]);

    private static DateTimeOffset CreatedAt(BlueskyWritten record) =>
        DateTimeOffset.TryParse(record.Value?.CreatedAt, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at
            : DateTimeOffset.MaxValue;
}
