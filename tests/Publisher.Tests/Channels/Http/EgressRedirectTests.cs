using System.Net;
using Publisher.Channels.Http;

namespace Publisher.Tests.Channels.Http;

[Trait("Requirement", "SEC-06")]
public sealed class EgressRedirectTests
{
    public static TheoryData<string> Forbidden => ForbiddenAddresses.All;

    [Theory]
    [MemberData(nameof(Forbidden))]
    public async Task A_redirect_to_a_forbidden_address_is_not_followed(string target)
    {
        var script = new Script((HttpStatusCode.Found, target));
        using var client = new HttpClient(new EgressHandler(Probe.Guard("127.0.0.1:8080"), 3, script));

        // What is no address at all is no redirect either: then the 302 is the answer.
        var failure = await Record.ExceptionAsync(() => GetAsync(client, "http://127.0.0.1:8080/start"));

        Assert.True(failure is EgressRefusedException || !Uri.TryCreate(target, UriKind.Absolute, out _), $"{failure}");
        Assert.Equal(["http://127.0.0.1:8080/start"], script.Called);
    }

    [Fact]
    public async Task A_redirect_by_name_to_a_private_address_is_not_connected()
    {
        await using var outside = Redirecting("https://inside.example/");
        var names = new ScriptedNames().Tell("inside.example", "169.254.169.254");
        var allowed = $"127.0.0.1:{outside.Port}";
        using var client = new HttpClient(names.Guard(allowed).CreateHandler(followRedirects: true));

        var refused = await Assert.ThrowsAnyAsync<HttpRequestException>(() => GetAsync(client, outside.Address.ToString()));

        Assert.IsType<EgressRefusedException>(refused.InnerException ?? refused);
        Assert.Equal([allowed], names.Reached);
    }

    [Fact]
    public async Task Three_redirects_are_followed_and_the_fourth_is_the_answer()
    {
        var script = new Script(
            (HttpStatusCode.MovedPermanently, "/two"),
            (HttpStatusCode.TemporaryRedirect, "https://b.example/three"),
            (HttpStatusCode.SeeOther, "//c.example/four"),
            (HttpStatusCode.Found, "/five")
        );
        using var client = new HttpClient(new EgressHandler(Probe.Guard(), 3, script));

        var status = await GetAsync(client, "https://a.example/one");

        Assert.Equal(HttpStatusCode.Found, status);
        Assert.Equal(
            ["https://a.example/one", "https://a.example/two", "https://b.example/three", "https://c.example/four"],
            script.Called
        );
    }

    [Fact]
    public async Task A_redirect_from_https_to_http_is_refused_even_to_a_host_that_may_be_plain()
    {
        var script = new Script((HttpStatusCode.Found, "http://127.0.0.1/"));
        using var client = new HttpClient(new EgressHandler(Probe.Guard("127.0.0.1"), 3, script));

        await Assert.ThrowsAsync<EgressRefusedException>(() => GetAsync(client, "https://a.example/"));

        Assert.Single(script.Called);
    }

    [Fact]
    public async Task A_write_is_never_redirected()
    {
        var script = new Script((HttpStatusCode.TemporaryRedirect, "https://b.example/"));
        using var client = new HttpClient(new EgressHandler(Probe.Guard(), 3, script));

        using var answer = await client.PostAsync(
            new Uri("https://a.example/"),
            new StringContent("x"),
            TestContext.Current.CancellationToken
        );

        Assert.Equal(HttpStatusCode.TemporaryRedirect, answer.StatusCode);
        Assert.Single(script.Called);
    }

    [Fact]
    public async Task No_call_of_a_network_follows_a_redirect()
    {
        await using var elsewhere = RawServer.Answering("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n{\"id\":\"42\"}");
        await using var server = Redirecting(elsewhere.Address.ToString());
        using var clients = Probe.Clients("127.0.0.1");
        var cancellationToken = TestContext.Current.CancellationToken;

        var read = await clients.ForReading<IProbeApi>(server.Address, ProbeJson.Default).Api.Find("42", cancellationToken);
        var removed = await clients.ForRemoving<IProbeApi>(server.Address, ProbeJson.Default).Api.Delete("42", cancellationToken);
        var prepared = await clients
            .ForPreparing<IProbeApi>(server.Address, ProbeJson.Default)
            .Api.Publish(new ProbePost("draft"), cancellationToken);
        var published = await clients
            .ForPublishing<IProbeApi>(server.Address, Probe.Key(), ProbeJson.Default)
            .Api.Publish(new ProbePost("hello"), cancellationToken);

        Assert.All([read, removed, prepared, published], answer => Assert.Equal(HttpStatusCode.Found, answer.StatusCode));
        Assert.Equal((4, 0), (server.Connections, elsewhere.Connections));
    }

    private static RawServer Redirecting(string target) =>
        RawServer.Answering($"HTTP/1.1 302 Found\r\nLocation: {target}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

    private static async Task<HttpStatusCode> GetAsync(HttpClient client, string address)
    {
        using var answer = await client.GetAsync(new Uri(address), TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    /// <summary>Answers each call with the next redirect.</summary>
    private sealed class Script(params (HttpStatusCode Status, string Location)[] answers) : HttpMessageHandler
    {
        public List<string> Called { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var (status, location) = answers[Called.Count];
            Called.Add(request.RequestUri!.ToString());
            var answer = new HttpResponseMessage(status);
            answer.Headers.TryAddWithoutValidation("Location", location);
            return Task.FromResult(answer);
        }
    }
}
