using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Publisher.Channels.Http;
using Publisher.Posts.Webhooks;

namespace Publisher.Scheduler;

/// <summary>One signed call to an endpoint, under the egress guard and without redirects.</summary>
public sealed class WebhookCall(EgressGuard guard, TimeProvider time) : IDisposable
{
    private static readonly MediaTypeHeaderValue _json = new("application/json", "utf-8");
    private readonly HttpClient _client = new(guard.CreateHandler()) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Makes the call. What the endpoint does is an answer, never an exception.</summary>
    /// <exception cref="OperationCanceledException">This process stops.</exception>
    public async Task<WebhookAnswer> SendAsync(WebhookTry delivery, CancellationToken cancellationToken)
    {
        if (guard.Check(delivery.Url) is { } refused)
        {
            return new WebhookAnswer(delivery, Status: null, refused.Code);
        }

        using var timeout = new CancellationTokenSource(WebhookPlan.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var request = Sign(delivery, time.GetUtcNow().ToUnixTimeSeconds());
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return new WebhookAnswer(delivery, (int)response.StatusCode, Error: null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new WebhookAnswer(delivery, Status: null, "timeout");
        }
        catch (EgressRefusedException)
        {
            return new WebhookAnswer(delivery, Status: null, EgressGuard.RefusedCode);
        }
        catch (HttpRequestException exception)
        {
            return new WebhookAnswer(delivery, Status: null, CodeOf(exception));
        }
    }

    public void Dispose() => _client.Dispose();

    private static HttpRequestMessage Sign(WebhookTry delivery, long timestamp)
    {
        var body = Encoding.UTF8.GetBytes(delivery.Body);
        var signatures = delivery.Secrets.Select(secret => WebhookSignature.Sign(secret, delivery.EventId, timestamp, body));
        var request = new HttpRequestMessage(HttpMethod.Post, delivery.Url)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = _json } },
        };
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Publisher", null));
        request.Headers.Add(WebhookSignature.IdHeader, delivery.EventId);
        request.Headers.Add(WebhookSignature.TimestampHeader, timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(WebhookSignature.SignatureHeader, string.Join(' ', signatures));
        return request;
    }

    // The message of an exception may hold the address; the kind does not.
    private static string CodeOf(HttpRequestException exception) =>
        exception.InnerException is EgressRefusedException
            ? EgressGuard.RefusedCode
            : exception.HttpRequestError switch
            {
                HttpRequestError.NameResolutionError => "name_not_found",
                HttpRequestError.SecureConnectionError => "tls_failed",
                HttpRequestError.ConnectionError => "cannot_connect",
                _ => "connection_lost",
            };
}
