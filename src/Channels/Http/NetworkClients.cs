using System.Net.Http.Headers;
using System.Text.Json.Serialization;
using Refit;

namespace Publisher.Channels.Http;

/// <summary>
/// The one way to a network's client: made for a single call, through the egress guard, with bounded answers and no log that could hold a token.
/// The four kinds differ in who may repeat a request: nobody (publishing, preparing) or the client itself (reading, removing).
/// </summary>
public sealed class NetworkClients(EgressGuard guard, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan _preparingTimeout = TimeSpan.FromSeconds(100);
    private static readonly TimeSpan _readingTimeout = TimeSpan.FromSeconds(20);
    private readonly HttpMessageHandler _shared = guard.CreateHandler();

    /// <summary>Our clock, for networks whose tokens say when they end.</summary>
    internal TimeProvider Time => time;

    /// <summary>For the one call that makes a part visible: a connection of its own that dies with the attempt's deadline, no retry, no redirect.</summary>
    public NetworkCall<T> ForPublishing<T>(
        Uri baseAddress,
        AttemptKey key,
        JsonSerializerContext json,
        Action<HttpRequestHeaders>? headers = null
    )
        where T : class
    {
        var sent = new SentMark(time);
        var connection = guard.CreateHandler(followRedirects: false, key.Deadline);
        var writer = new WriteOnceHandler(sent, key.Deadline, new BoundedAnswerHandler(connection));
        var timeout = key.Deadline.Left < AttemptDeadline.Length ? key.Deadline.Left : AttemptDeadline.Length;
        return Make<T>(baseAddress, writer, Max(timeout, TimeSpan.FromMilliseconds(1)), json, headers, sent);
    }

    /// <summary>For uploads, drafts and sessions: no retry here, as the Deliverer repeats preparing as a whole. Time-out 100 s.</summary>
    public NetworkCall<T> ForPreparing<T>(Uri baseAddress, JsonSerializerContext json, Action<HttpRequestHeaders>? headers = null)
        where T : class
    {
        var sent = new SentMark(time);
        var writer = new WriteOnceHandler(sent, deadline: null, new BoundedAnswerHandler(_shared));
        return Make<T>(baseAddress, writer, _preparingTimeout, json, headers, sent);
    }

    /// <summary>For questions: two more tries on 5xx, 408 and broken connections. Time-out 20 s in all.</summary>
    public NetworkCall<T> ForReading<T>(Uri baseAddress, JsonSerializerContext json, Action<HttpRequestHeaders>? headers = null)
        where T : class => Repeatable<T>(baseAddress, ReadRetryHandler.Reads, json, headers);

    /// <summary>For deletions, which networks let us repeat: two more tries of what never reached the network. Time-out 20 s in all.</summary>
    public NetworkCall<T> ForRemoving<T>(Uri baseAddress, JsonSerializerContext json, Action<HttpRequestHeaders>? headers = null)
        where T : class => Repeatable<T>(baseAddress, ReadRetryHandler.Unsent, json, headers);

    public void Dispose() => _shared.Dispose();

    private NetworkCall<T> Repeatable<T>(
        Uri baseAddress,
        Polly.ResiliencePipeline<HttpResponseMessage> retry,
        JsonSerializerContext json,
        Action<HttpRequestHeaders>? headers
    )
        where T : class
    {
        var reader = new ReadRetryHandler(retry, new BoundedAnswerHandler(_shared));
        return Make<T>(baseAddress, reader, _readingTimeout, json, headers, new SentMark(time));
    }

    private static NetworkCall<T> Make<T>(
        Uri baseAddress,
        HttpMessageHandler handler,
        TimeSpan timeout,
        JsonSerializerContext json,
        Action<HttpRequestHeaders>? headers,
        SentMark sent
    )
        where T : class
    {
        var client = new HttpClient(handler, disposeHandler: false) { BaseAddress = baseAddress, Timeout = timeout };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Publisher", null));
        headers?.Invoke(client.DefaultRequestHeaders);
        var settings = RefitSettings.ForJsonContext(json);
        // A whole body in memory has a length; without one it would go out chunked, which some hosts refuse.
        settings.RequestBodySerialization = RequestBodySerializationMode.Buffered;
        return new NetworkCall<T>(RestService.ForGenerated<T>(client, settings), sent);
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
