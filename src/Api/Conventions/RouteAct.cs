using Publisher.Api.Keys;
using Publisher.Posts.Storage;

namespace Publisher.Api.Conventions;

/// <summary>What a route that changes something is called in the audit chain. Each such route has one, or says why it has none.</summary>
/// <param name="Name">Such as <c>content.approve</c>; null: it changes nothing that must be told.</param>
internal sealed record AuditName(string? Name);

internal static class AuditNameExtensions
{
    public static RouteHandlerBuilder Audits(this RouteHandlerBuilder route, string name) => route.WithMetadata(new AuditName(name));

    /// <summary>For a route that changes nothing, though it is no GET.</summary>
    public static RouteHandlerBuilder AuditsNothing(this RouteHandlerBuilder route) => route.WithMetadata(new AuditName(null));
}

/// <summary>A request as an act: who, what, to what.</summary>
/// <param name="Subject">Id in the address; null when the act makes what it is about.</param>
internal sealed record RouteAct(string Name, string Person, string? Subject)
{
    /// <summary>Alias of whoever calls without a key: another service, known by the secret of its hook.</summary>
    private const string Inbound = "inbound";

    public static RouteAct? Of(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<AuditName>() is { Name: { } name }
            ? new RouteAct(name, context.Features.Get<Caller>()?.Person ?? Inbound, context.GetRouteValue("id") as string)
            : null;

    public void Begin(WriteScope scope) => scope.Actor = Person;

    /// <summary>What waits for a second person was asked for, not done.</summary>
    public void WriteDown(WriteScope scope, Reply reply) =>
        scope.Audit(reply.Body is SecondApprovalAsked ? $"{Name}.asked" : Name, Subject ?? Made(reply), scope.AuditDetails);

    private static string Made(Reply reply) => reply.Location is { } location ? location[(location.LastIndexOf('/') + 1)..] : "";
}
