using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Publisher.Api.Conventions;
using Publisher.Api.Keys;

namespace Publisher.Tests.Api.Keys;

public sealed class RouteTests : IAsyncDisposable
{
    private readonly PublisherApp _app = new(settings: ("Docs:Enabled", "true"));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    [Trait("Requirement", "SEC-02")]
    public void Every_route_says_who_may_call_it()
    {
        var silent = Routes().Where(route => route.Metadata.GetMetadata<RouteAccess>() is null).Select(route => route.DisplayName);

        Assert.Empty(silent);
    }

    [Fact]
    [Trait("Requirement", "PRV-14")]
    public void Every_route_that_changes_something_has_a_name_in_the_audit()
    {
        var silent = Routes()
            .Where(route => route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is not (null or ["GET", ..]))
            .Where(route => route.Metadata.GetMetadata<AuditName>() is null)
            .Select(route => route.DisplayName);

        Assert.Empty(silent);
    }

    [Fact]
    [Trait("Requirement", "SEC-02")]
    public void Only_few_routes_need_no_key()
    {
        string[] open =
        [
            "/.well-known/publisher/record.json",
            "/calendar/",
            "/healthz",
            "/m/",
            "/metrics",
            "/openapi/",
            "/p/",
            "/readyz",
            "/v1/inbound/{token}",
        ];

        var without = Routes()
            .Where(route => route.Metadata.GetMetadata<RouteAccess>() is RouteAccess.Open or RouteAccess.Public)
            .Select(route => "/" + route.RoutePattern.RawText!.TrimStart('/'));

        Assert.All(without, path => Assert.Contains(open, path.StartsWith));
    }

    /// <summary>What a key with one scope may do is exactly what the route says, for every route and scope.</summary>
    [Fact]
    [Trait("Requirement", "SEC-02")]
    public async Task A_key_may_call_what_its_scope_says_and_nothing_else()
    {
        foreach (var scope in Scopes.All)
        {
            using var client = await _app.ClientForAsync("somebody", scope);
            foreach (var (method, path, access) in Calls())
            {
                using var request = new HttpRequestMessage(method, path);
                using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

                var may = access is not RouteAccess.Scoped(var scopes) || scopes.Contains(scope) || scope == Scopes.Admin;
                Assert.True(may == (answer.StatusCode is not HttpStatusCode.Forbidden), $"{scope}: {method} {path} {answer.StatusCode}");
            }
        }
    }

    [Fact]
    [Trait("Requirement", "SEC-02")]
    public async Task Without_a_key_every_route_that_needs_one_is_closed()
    {
        using var client = _app.ClientWith(null);
        foreach (var (method, path, access) in Calls().Where(call => call.Access is RouteAccess.Scoped or RouteAccess.AnyKey))
        {
            using var request = new HttpRequestMessage(method, path);
            using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

            Assert.True(answer.StatusCode is HttpStatusCode.Unauthorized, $"{method} {path} {answer.StatusCode} {access}");
        }
    }

    [Fact]
    [Trait("Requirement", "SEC-21")]
    public async Task Every_answer_is_neither_stored_nor_sniffed_nor_framed()
    {
        using var client = _app.Admin();
        foreach (var (method, path, _) in Calls())
        {
            using var request = new HttpRequestMessage(method, path);
            using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

            Assert.True(answer.Headers.CacheControl?.NoStore, $"{method} {path}");
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.Contains(
                "default-src 'none'",
                Assert.Single(answer.Headers.GetValues("Content-Security-Policy")),
                StringComparison.Ordinal
            );
            Assert.False(answer.Headers.Contains("Server"));
        }
    }

    [Fact]
    [Trait("Requirement", "SEC-17")]
    public async Task No_route_fails_on_an_empty_request()
    {
        using var client = _app.Admin();
        foreach (var (method, path, _) in Calls())
        {
            using var request = new HttpRequestMessage(method, path);
            using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

            Assert.True((int)answer.StatusCode < 500, $"{method} {path} {answer.StatusCode}");
        }
    }

    [Theory]
    [InlineData("GET", "/nowhere", 404, "not_found")]
    [InlineData("PUT", "/v1/me", 405, "method_not_allowed")]
    public async Task What_is_not_there_is_said_as_a_problem(string method, string path, int status, string code)
    {
        using var client = _app.Admin();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        var problem = await client.SendAsync(request, TestContext.Current.CancellationToken).JsonAsync((HttpStatusCode)status);

        Assert.Equal(code, problem.Text("code"));
        Assert.NotEmpty(problem.Text("traceId"));
    }

    private List<(HttpMethod Method, string Path, RouteAccess Access)> Calls() =>
        [
            .. from route in Routes()
            let path = "/" + Filled(route.RoutePattern.RawText!).TrimStart('/')
            where !path.StartsWith("/docs", StringComparison.Ordinal) && !path.StartsWith("/openapi", StringComparison.Ordinal)
            from method in route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
            select (new HttpMethod(method), path, route.Metadata.GetMetadata<RouteAccess>()!),
        ];

    private static string Filled(string pattern) =>
        System.Text.RegularExpressions.Regex.Replace(pattern, @"\{(\w+)(:\w+)?\??\}", found => found.Groups[2].Success ? "1" : "none");

    private IEnumerable<RouteEndpoint> Routes() => _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();
}
