using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Publisher.Tests.Channels.Templates;

namespace Publisher.Tests.Api.Hosting;

[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class StartTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("publisher-start-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    [Trait("Requirement", "SEC-16")]
    public async Task It_starts_with_a_key_file_keeps_secrets_out_of_its_log_and_ends_on_request()
    {
        using var service = new ServiceProcess(_directory.FullName);
        await service.ReadyAsync();
        var path = Path.Combine(_directory.FullName, "admin-key");
        var key = (await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).Trim();

        service.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        var me = await service.Client.Get("/v1/me").JsonAsync();
        await service.Client.Post("/v1/contents", """{"canary-field":"canary-value\u001b[31m"}""").CodeAsync(HttpStatusCode.BadRequest);
        var code = await service.StopAsync();

        Assert.Equal("admin", me.Text("person"));
        Assert.Equal(0, code);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.Contains($"ready on {service.Address}", service.Output, StringComparison.Ordinal);
        Assert.Contains(path, service.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(key, service.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", service.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1:", service.Output.Replace(service.Address, ""), StringComparison.Ordinal);
        Assert.All(service.Output.Split('\n').Where(line => line.StartsWith('{')), line => JsonDocument.Parse(line).Dispose());
    }

    [Fact]
    [Trait("Requirement", "SEC-14")]
    public async Task A_new_data_directory_is_open_to_its_owner_alone()
    {
        var path = Path.Combine(_directory.FullName, "new", "data");
        using var service = new ServiceProcess(path);
        await service.ReadyAsync();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(path));
    }

    [Fact]
    public async Task The_public_address_serves_only_what_is_for_the_outside()
    {
        var outside = ServiceProcess.FreeAddress();
        using var service = new ServiceProcess(_directory.FullName, PublisherApp.AdminKey, "--public-urls", outside);
        await service.ReadyAsync();
        using var client = new HttpClient { BaseAddress = new Uri(outside) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", PublisherApp.AdminKey);

        foreach (var path in new[] { "/v1/me", "/v1/contents", "/healthz", "/metrics", "/openapi/v1.json", "/v1/inbound", "/nowhere" })
        {
            Assert.Equal("not_found", await client.Get(path).CodeAsync(HttpStatusCode.NotFound));
        }

        var routed = await client.Get("/m/none").JsonAsync(HttpStatusCode.NotFound);
        Assert.Equal("not_found", routed.Text("code"));
    }

    [Fact]
    [Trait("Requirement", "PRV-20")]
    public async Task The_record_is_served_at_the_public_address_too()
    {
        var outside = ServiceProcess.FreeAddress();
        using var service = new ServiceProcess(_directory.FullName, PublisherApp.AdminKey, "--public-urls", outside);
        await service.ReadyAsync();
        using var client = new HttpClient { BaseAddress = new Uri(outside) };
        const string record = "/.well-known/publisher/record.json";
        await client.Get(record).CodeAsync(HttpStatusCode.NotFound);
        var channel = JsonSerializer.SerializeToNode(Pieces.Channel())!;
        channel["record"] = true;

        service.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", PublisherApp.AdminKey);
        await service.Client.Post("/v1/channels", channel.ToJsonString()).JsonAsync(HttpStatusCode.Created);
        var shown = await client.Get(record).JsonAsync();

        Assert.Empty(shown.Items("entries"));
        Assert.NotEmpty(shown.Text("signature"));
    }

    [Theory]
    [InlineData("too-short", new string[0], "PUBLISHER_BOOTSTRAP_KEY has 9 characters")]
    [InlineData(null, new[] { "--public-url", "http://127.0.0.1:1" }, "--public-url is no option")]
    [InlineData(null, new[] { "--Storage:Provider", "paper" }, "Storage:Provider must be sqlite or postgres.")]
    [InlineData(null, new[] { "--RateLimit:PerSecond", "0" }, "PerSecond")]
    [InlineData(null, new[] { "--Secrets:Require", "true" }, "Secrets:Require is set")]
    [InlineData(null, new[] { "--Cluster:Enabled", "true" }, "Cluster:Enabled needs")]
    [InlineData(null, new[] { "--Alerts:Email", "desk@news.example" }, "Alerts:Email is set")]
    [InlineData(null, new[] { "--Alerts:WebhookUrl", "http://10.0.0.1/" }, "Alerts:WebhookUrl cannot be called")]
    [InlineData(null, new[] { "--Telemetry:OtlpEndpoint", "collector" }, "Telemetry:OtlpEndpoint must be")]
    public async Task A_start_that_cannot_be_is_refused_in_one_sentence(string? key, string[] arguments, string words)
    {
        using var service = new ServiceProcess(_directory.FullName, key, arguments);

        var code = await service.ExitAsync();

        Assert.Equal(1, code);
        Assert.Contains(words, service.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", service.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_faulty_template_stops_the_start_with_file_line_and_field()
    {
        using var templates = new TemplateFolder().Add("dawn", ("\"right\": 888", "\"right\": 1100"));
        using var service = new ServiceProcess(
            _directory.FullName,
            PublisherApp.AdminKey,
            "--Imaging:TemplateDirectory",
            templates.Directory
        );

        Assert.Equal(1, await service.ExitAsync());
        Assert.Contains(
            "dawn/template.json line 9: shapes.vertical9x16.textBox.right 1100 exceeds width 1080",
            service.Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_second_process_on_the_same_data_is_refused()
    {
        using var first = new ServiceProcess(_directory.FullName, PublisherApp.AdminKey);
        await first.ReadyAsync();

        using var second = new ServiceProcess(_directory.FullName, PublisherApp.AdminKey);

        Assert.Equal(1, await second.ExitAsync());
        Assert.Contains("Publisher cannot start", second.Output, StringComparison.Ordinal);
    }
}
