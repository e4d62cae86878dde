using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Publisher.Tests.Channels.Http;

namespace Publisher.Tests.Api.Conventions;

/// <summary>Every route is asked in every wrong way. The routes come from the service itself, so that none is forgotten.</summary>
public sealed class ApiFuzzTests : IAsyncDisposable
{
    private static readonly string[] _stackMarks = ["   at ", "Exception", "System.", "Publisher.", ".cs:line"];

    // What is asked here is never called: no name has an address.
    private readonly PublisherApp _app = new(services: services => services.AddSingleton(new ScriptedNames().Guard("127.0.0.1:9")));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    [Trait("Requirement", "SEC-17")]
    [Trait("Requirement", "SEC-12")]
    public async Task Whatever_is_asked_the_answer_is_no_fault_of_ours_and_every_error_is_a_problem()
    {
        using var client = _app.Admin();
        var hostile = new HostileRequests(seed: 4711, await IdsAsync(client));
        var faults = new List<string>();
        var (asked, taken) = (0, 0);
        foreach (var (method, pattern, body) in Routes())
        {
            for (var round = 0; round < (Depth.IsFull ? 1_000 : 20); round++)
            {
                using var request = hostile.Make(method, pattern, body);
                using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
                var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                if (FaultOf(answer, text) is { } fault)
                {
                    faults.Add($"{method} {pattern} {(int)answer.StatusCode} {fault}: {text[..Math.Min(300, text.Length)]}");
                }

                asked++;
                taken += answer.IsSuccessStatusCode ? 1 : 0;
            }
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults.Distinct().Take(30)));
        Assert.InRange(asked, 1_000, int.MaxValue);
        Assert.InRange(taken, asked / 50, asked); // else nothing behind the first check was reached
        using var stillThere = await client.Get("/v1/me");
        Assert.Equal(HttpStatusCode.OK, stillThere.StatusCode);
    }

    private static string? FaultOf(HttpResponseMessage answer, string text)
    {
        var status = (int)answer.StatusCode;
        if (status >= 500)
        {
            return "is a fault";
        }

        if (status < 400)
        {
            return null;
        }

        if (answer.Content.Headers.ContentType?.MediaType is not "application/problem+json")
        {
            return "is no problem+json";
        }

        using var problem = JsonDocument.Parse(text);
        var isWhole =
            problem.RootElement.GetProperty("status").GetInt32() == status
            && problem.RootElement.Text("code").Length > 0
            && problem.RootElement.Text("traceId").Length > 0;
        return !isWhole ? "lacks a member"
            : Array.Exists(
                _stackMarks,
                mark => problem.RootElement.GetProperty("detail").GetString()?.Contains(mark, StringComparison.Ordinal) == true
            )
                ? "shows our insides"
            : null;
    }

    /// <summary>Real ids, so that some requests come through to the end.</summary>
    private static async Task<IReadOnlyList<string>> IdsAsync(HttpClient client)
    {
        var channel = await Pieces.NewChannelAsync(client);
        var content = (await Pieces.NewContentAsync(client, channel)).Text("id");
        await client.Get($"/v1/contents/{content}/variants?wait=10").JsonAsync();
        var hook = new { url = "http://127.0.0.1:9/", events = new[] { "post.published" } };
        var webhook = (await client.Post("/v1/webhooks", hook).JsonAsync(HttpStatusCode.Created)).Text("id");
        return [channel, content, webhook];
    }

    private IEnumerable<(HttpMethod Method, string Pattern, Type? Body)> Routes() =>
        from route in _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let pattern = "/" + route.RoutePattern.RawText!.TrimStart('/')
        from method in route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        orderby pattern, method
        select (new HttpMethod(method), pattern, route.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType);
}
