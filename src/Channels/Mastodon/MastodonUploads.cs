using System.Globalization;
using System.Net;
using Publisher.Channels.Http;
using Refit;

namespace Publisher.Channels.Mastodon;

/// <summary>Brings pictures to the instance. An upload that no status takes vanishes there after a day.</summary>
internal sealed class MastodonUploads(NetworkClients clients, MastodonSettings settings, ChannelAccess access)
{
    private const int Polls = 40;
    private static readonly TimeSpan _pollEvery = TimeSpan.FromMilliseconds(500);

    /// <summary>Uploads all files of one part; <paramref name="ids"/> receives what they are called there.</summary>
    public async Task<Prepared.Failed?> UploadAsync(Part part, ICollection<string> ids, CancellationToken cancellationToken)
    {
        foreach (var file in part.Files)
        {
            if (await UploadAsync(file, ids, cancellationToken) is { } failed)
            {
                return failed;
            }
        }

        return null;
    }

    private async Task<Prepared.Failed?> UploadAsync(VariantFile file, ICollection<string> ids, CancellationToken cancellationToken)
    {
        await using var bytes = await access.OpenFileAsync(file, cancellationToken);
        var call = clients.ForPreparing<IMastodonApi>(settings.BaseUrl, MastodonJson.Default, settings.Authorize);
        var stream = new StreamPart(bytes, FileName.For(file), file.MediaType);
        var response = await call.Api.Upload(stream, file.Alt, Focus(file.Focus), cancellationToken);
        if (!response.IsSuccessful || ForeignId.Of(response.Content?.Id) is not { } id)
        {
            return response.ToPreparedFailure(call.Sent, MastodonAnswers.Refused);
        }

        ids.Add(id);
        return response.StatusCode is HttpStatusCode.Accepted ? await WaitAsync(id, cancellationToken) : null;
    }

    private async Task<Prepared.Failed?> WaitAsync(string id, CancellationToken cancellationToken)
    {
        var call = clients.ForReading<IMastodonApi>(settings.BaseUrl, MastodonJson.Default, settings.Authorize);
        for (var poll = 0; poll < Polls; poll++)
        {
            await Task.Delay(_pollEvery, TimeProvider.System, cancellationToken);
            var response = await call.Api.FindMedia(id, cancellationToken);
            if (!response.IsSuccessful)
            {
                return response.ToPreparedFailure(call.Sent, MastodonAnswers.Refused);
            }

            if (response.StatusCode is HttpStatusCode.OK)
            {
                return null;
            }
        }

        return new Prepared.Failed(new Outcome.NotSent("Mastodon still works on the pictures."));
    }

    /// <summary>From our fractions of width and height to Mastodon's -1 to 1, where up is positive.</summary>
    private static string Focus(FocusPoint? focus)
    {
        var (x, y) = focus is null ? (0, 0) : ((focus.X * 2) - 1, 1 - (focus.Y * 2));
        return string.Create(CultureInfo.InvariantCulture, $"{x:0.00},{y:0.00}");
    }
}
