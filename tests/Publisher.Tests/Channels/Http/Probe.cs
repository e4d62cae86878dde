using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using Publisher.Channels;
using Publisher.Channels.Http;
using Refit;

namespace Publisher.Tests.Channels.Http;

/// <summary>A network reduced to one call, to try the plumbing with.</summary>
internal static class Probe
{
    public static NetworkClients Clients(params string[] allowHosts) => new(Guard(allowHosts), TimeProvider.System);

    public static EgressGuard Guard(params string[] allowHosts) => new(Options.Create(new EgressOptions { AllowHosts = allowHosts }));

    public static AttemptKey Key(TimeSpan? left = null, TimeProvider? time = null) =>
        new(
            "abcdefghijklmnopqrstuvwx23",
            1,
            DateTimeOffset.UnixEpoch,
            new AttemptDeadline(time ?? TimeProvider.System, left ?? TimeSpan.FromSeconds(5))
        );

    public static async Task<Outcome> PublishAsync(Uri address, TimeSpan? left = null, string text = "hello")
    {
        using var clients = Clients("127.0.0.1", "nowhere.invalid");
        var call = clients.ForPublishing<IProbeApi>(address, Key(left), ProbeJson.Default);
        var response = await call.Api.Publish(new ProbePost(text), TestContext.Current.CancellationToken);
        return response.ToOutcome(call.Sent, made => made.Id is null ? null : new Outcome.Published(new RemoteId(made.Id), null));
    }
}

internal interface IProbeApi
{
    [Post("/posts")]
    Task<IApiResponse<ProbeMade>> Publish([Body] ProbePost post, CancellationToken cancellationToken);

    [Post("/empty")]
    Task<IApiResponse<ProbeMade>> PublishNothing(CancellationToken cancellationToken);

    [Get("/posts/{id}")]
    Task<IApiResponse<ProbeMade>> Find(string id, CancellationToken cancellationToken);

    [Delete("/posts/{id}")]
    Task<IApiResponse> Delete(string id, CancellationToken cancellationToken);
}

internal sealed record ProbePost(string Text);

internal sealed record ProbeMade(string? Id);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ProbePost))]
[JsonSerializable(typeof(ProbeMade))]
internal sealed partial class ProbeJson : JsonSerializerContext;
