using Microsoft.EntityFrameworkCore;
using Publisher.Api.Conventions;
using Publisher.Api.Keys;
using Publisher.Posts.Safety;
using Publisher.Posts.Storage;

namespace Publisher.Api;

/// <summary>The list of what must not be published. It is written only: no answer, log or event ever holds a name again.</summary>
internal static class ProtectedNameEndpoints
{
    private const int MostCharacters = 200;
    private const int MostAliases = 50;
    private const int MostText = 200_000;

    public static void MapProtectedNames(this IEndpointRouteBuilder routes)
    {
        var names = routes.MapGroup("/v1/protected-names").WithTags("Safety").Needs(Scopes.Admin);
        names.MapPost("/", Add).Audits("protected_name.add").Produces<ProtectedNameView>(201);
        names.MapGet("/", List).Produces<PageView<ProtectedNameView>>();
        names.MapDelete("/{id}", Remove).Audits("protected_name.remove").Produces(204);
        routes
            .MapPost("/v1/leak-check", Check)
            .Costs("leak-check")
            .WithTags("Safety")
            .Needs(Scopes.Draft)
            .AuditsNothing()
            .Produces<LeakCheckView>();
    }

    private static Task<IResult> Add(
        Body<ProtectedNameBody> body,
        HttpContext context,
        Caller caller,
        ProtectedNames names,
        Signals signals,
        Door door,
        CancellationToken cancellationToken
    ) =>
        door.WriteAsync(
            context,
            async scope =>
            {
                var problems = new ProblemList();
                var (kind, name, aliases, label) = body.Value.Read(problems);
                var (_, count) = await ProtectedNames.StateAsync(scope.Db, cancellationToken);
                if (count >= ProtectedNames.Most)
                {
                    problems.Add("name", "too_many", $"There are {count} entries; the limit is {ProtectedNames.Most}.");
                }

                if (problems.Any)
                {
                    return Problems.Invalid(problems);
                }

                var stored = await names.AddAsync(scope, kind, name, aliases, label, caller.Person, cancellationToken);
                scope.AfterCommit(signals.Guarding.Pulse);
                return Reply.Created($"/v1/protected-names/{stored.Id}", ProtectedNameView.Of(stored));
            },
            cancellationToken
        );

    private static async Task<IResult> List(HttpContext context, Store store, CancellationToken cancellationToken)
    {
        var problems = new ProblemList();
        var page = Page.Of(context.Request, problems);
        if (problems.Any)
        {
            return Problems.Invalid(problems);
        }

        await using var db = store.Read();
        var after = page.After?[0];
        var rows = await db
            .ProtectedNames.Where(row => after == null || string.Compare(row.Id, after) < 0)
            .OrderByDescending(row => row.Id)
            .Take(page.Limit + 1)
            .ToListAsync(cancellationToken);
        return Reply.Ok(page.View(rows, ProtectedNameView.Of, row => [row.Id]));
    }

    private static Task<IResult> Remove(
        string id,
        HttpContext context,
        ProtectedNames names,
        Signals signals,
        Door door,
        CancellationToken cancellationToken
    ) =>
        door.WriteAsync(
            context,
            async scope =>
            {
                if (await scope.Db.ProtectedNames.FindAsync([id], cancellationToken) is not { } name)
                {
                    return Problems.NotFound();
                }

                await names.RemoveAsync(scope, name, cancellationToken);
                scope.AfterCommit(signals.Guarding.Pulse);
                return Reply.NoContent;
            },
            cancellationToken
        );

    /// <summary>What the guard sees in a text; nothing is kept.</summary>
    private static async Task<IResult> Check(Body<LeakCheckBody> body, LeakChecks checks, CancellationToken cancellationToken)
    {
        var problems = new ProblemList();
        problems.Required("text", body.Value.Text, MostText);
        return problems.Any
            ? Problems.Invalid(problems)
            : Reply.Ok(new LeakCheckView(await checks.ReadAsync(body.Value.Text!, cancellationToken)));
    }

    /// <param name="Label">What the newsroom calls it, such as “contributor seven”. It is shown, so it must not hold the name.</param>
    private sealed record ProtectedNameBody(string? Name, IReadOnlyList<string?>? Aliases, string? Kind, string? Label)
    {
        public (ProtectedKind Kind, string Name, IReadOnlyList<string> Aliases, string Label) Read(ProblemList problems)
        {
            problems.Required("kind", Kind);
            var kind = problems.OneOf<ProtectedKind>("kind", Kind) ?? ProtectedKind.Person;
            var name = problems.Required("name", Name, MostCharacters);
            var label = problems.Required("label", Label, 100);
            var aliases = (Aliases ?? []).Select((alias, i) => problems.Required($"aliases[{i}]", alias, MostCharacters)).ToList();
            if (aliases.Count > MostAliases)
            {
                problems.Add("aliases", "too_many", $"There are {aliases.Count} aliases; the limit is {MostAliases}.");
            }

            if (problems.Any)
            {
                return (kind, name, aliases, label);
            }

            foreach (var (field, value) in aliases.Select((alias, i) => ($"aliases[{i}]", alias)).Prepend(("name", name)))
            {
                foreach (var problem in LeakGuard.ProblemsOf(kind, value))
                {
                    problems.Add(field, "cannot_be_guarded", problem);
                }
            }

            if (!problems.Any && LeakGuard.Of([new("", kind, name, aliases)]).Find(label, CancellationToken.None).Count > 0)
            {
                problems.Add("label", "shows_the_name", "label is shown in lists, so it must not hold the name.");
            }

            return (kind, name, aliases, label);
        }
    }

    private sealed record LeakCheckBody(string? Text);

    /// <param name="Hits">Places of the text as it was sent.</param>
    private sealed record LeakCheckView(IReadOnlyList<GuardHit> Hits);
}

internal sealed record ProtectedNameView(string Id, ProtectedKind Kind, string Label, string CreatedBy, DateTimeOffset CreatedAt)
{
    public static ProtectedNameView Of(StoredName name) => new(name.Id, name.Kind, name.Label, name.CreatedBy, name.CreatedAt);
}
