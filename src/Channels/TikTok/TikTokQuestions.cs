using Publisher.Channels.Http;
using Refit;

namespace Publisher.Channels.TikTok;

/// <summary>Asks TikTok things that change nothing; a token that has run out is renewed, and the question put once more.</summary>
internal sealed class TikTokQuestions(NetworkClients clients, TikTokTokens tokens)
{
    public Task<TikTokReply<TikTokCreator>> AskCreatorAsync(ChannelAccess access, CancellationToken cancellationToken) =>
        AskAsync(access, api => api.AskCreator(new TikTokNothing(), cancellationToken), cancellationToken);

    /// <summary>Without renewing: inside a publishing call a token that ran out is the channel's trouble.</summary>
    public Task<TikTokReply<TikTokCreator>> AskCreatorOnceAsync(ChannelAccess access, CancellationToken cancellationToken) =>
        AskOnceAsync(access, tokens.Newest(access), api => api.AskCreator(new TikTokNothing(), cancellationToken));

    public Task<TikTokReply<TikTokStatus>> AskStatusAsync(string publishId, ChannelAccess access, CancellationToken cancellationToken) =>
        AskAsync(access, api => api.AskStatus(new TikTokTaken(publishId), cancellationToken), cancellationToken);

    private async Task<TikTokReply<T>> AskAsync<T>(
        ChannelAccess access,
        Func<ITikTokApi, Task<IApiResponse<TikTokAnswer<T>>>> question,
        CancellationToken cancellationToken
    )
        where T : class
    {
        var token = tokens.Newest(access);
        var reply = await AskOnceAsync(access, token, question);
        if (reply.Error is not TikTokAnswers.TokenInvalid)
        {
            return reply;
        }

        return await tokens.RenewAsync(access, token, cancellationToken) is { } failure
            ? reply with
            {
                Failure = failure,
            }
            : await AskOnceAsync(access, tokens.Newest(access), question);
    }

    private async Task<TikTokReply<T>> AskOnceAsync<T>(
        ChannelAccess access,
        string token,
        Func<ITikTokApi, Task<IApiResponse<TikTokAnswer<T>>>> question
    )
        where T : class
    {
        var call = clients.ForReading<ITikTokApi>(TikTokSettings.Of(access).BaseUrl, TikTokJson.Default, TikTokTokens.Bearer(token));
        var response = await question(call.Api);
        return response.DataOf() is { } data
            ? new TikTokReply<T>(data, Failure: null, Error: null)
            : new TikTokReply<T>(null, response.ToPreparedFailure(call.Sent, response.Judge()).Why, response.ErrorOf());
    }
}

/// <summary>What a question came to: either <paramref name="Data"/> or <paramref name="Failure"/> is set.</summary>
/// <param name="Failure">NotSent (ask later) or Refused.</param>
/// <param name="Error">TikTok's own code, when it gave one.</param>
internal sealed record TikTokReply<T>(T? Data, Outcome? Failure, string? Error)
    where T : class;
