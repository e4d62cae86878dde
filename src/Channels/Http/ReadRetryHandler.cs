using System.Net;
using Polly;
using Polly.Retry;

namespace Publisher.Channels.Http;

/// <summary>Tries a call again that may be repeated: two more tries with jitter. A longer wait than 5 s is the caller's to plan.</summary>
internal sealed class ReadRetryHandler(ResiliencePipeline<HttpResponseMessage> retry, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private static readonly TimeSpan _longestWait = TimeSpan.FromSeconds(5);

    /// <summary>For reads: 5xx, 408 and broken connections.</summary>
    public static ResiliencePipeline<HttpResponseMessage> Reads { get; } =
        Build(outcome => outcome.Exception is HttpRequestException and not EgressRefusedException || IsWorthRetrying(outcome.Result));

    /// <summary>For removals: only what never reached the network.</summary>
    public static ResiliencePipeline<HttpResponseMessage> Unsent { get; } =
        Build(outcome =>
            outcome.Exception
                is HttpRequestException
                    {
                        HttpRequestError: HttpRequestError.NameResolutionError
                            or HttpRequestError.ConnectionError
                            or HttpRequestError.SecureConnectionError
                    }
                    and not EgressRefusedException
        );

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        await retry.ExecuteAsync(async token => await base.SendAsync(request, token), cancellationToken);

    private static ResiliencePipeline<HttpResponseMessage> Build(Func<Outcome<HttpResponseMessage>, bool> isRepeatable) =>
        new ResiliencePipelineBuilder<HttpResponseMessage>()
            .AddRetry(
                new RetryStrategyOptions<HttpResponseMessage>
                {
                    MaxRetryAttempts = 2,
                    BackoffType = DelayBackoffType.Exponential,
                    Delay = TimeSpan.FromMilliseconds(200),
                    UseJitter = true,
                    ShouldHandle = arguments => ValueTask.FromResult(isRepeatable(arguments.Outcome)),
                    DelayGenerator = arguments => ValueTask.FromResult(AskedWait(arguments.Outcome.Result)),
                }
            )
            .Build();

    private static bool IsWorthRetrying(HttpResponseMessage? answer) =>
        answer is { StatusCode: >= HttpStatusCode.InternalServerError or HttpStatusCode.RequestTimeout }
        && (AskedWait(answer) ?? TimeSpan.Zero) <= _longestWait;

    private static TimeSpan? AskedWait(HttpResponseMessage? answer) =>
        answer is null ? null : RequestedWait.In(answer.Headers, TimeProvider.System);
}
