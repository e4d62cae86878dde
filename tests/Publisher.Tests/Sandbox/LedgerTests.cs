using System.Text.Json.Nodes;

namespace Publisher.Tests.Sandbox;

public sealed class LedgerTests
{
    [Fact]
    public async Task An_entry_has_the_shape_of_the_contract()
    {
        await using var client = await SandboxClient.StartAsync("sandbox-1");
        using var form = SandboxClient.Form(SamplePictures.Jpeg(1080, 1350));
        var upload = await client.SendAsync(HttpMethod.Post, "/mastodon/api/v2/media", form);
        var status = new JsonObject { ["status"] = "Good news", ["media_ids"] = new JsonArray($"{upload.Body["id"]}") };
        var made = await client.PostAsync("/mastodon/api/v1/statuses", status, ("Idempotency-Key", "k1"));

        var answer = await client.GetAsync("/_sandbox/ledger?network=mastodon");

        var items = answer.Body["items"]!.AsArray();
        Assert.Equal(["media", "publish"], items.Select(item => (string)item!["action"]!));
        var entry = items[1]!;
        Assert.Equal(2, (int)entry["sequence"]!);
        Assert.Equal("2026-12-01T05:00:00+00:00", (string)entry["at"]!);
        Assert.Equal("mastodon", (string)entry["network"]!);
        Assert.Equal(1, (int)entry["part"]!);
        Assert.Equal((string)made.Body["id"]!, (string)entry["remoteId"]!);
        Assert.Equal((string)made.Body["account"]!["acct"]!, (string)entry["channel"]!);
        Assert.Equal("Good news", (string)entry["text"]!);
        Assert.Equal("k1", (string)entry["idempotencyKey"]!);
        Assert.True((bool)entry["visible"]!);
        var medium = entry["media"]![0]!;
        Assert.Equal(("image/jpeg", 1080, 1350), ((string)medium["mediaType"]!, (int)medium["width"]!, (int)medium["height"]!));
        Assert.Equal(64, ((string)medium["sha256"]!).Length);
    }

    [Fact]
    public async Task Received_pictures_can_be_looked_at()
    {
        var picture = SamplePictures.Jpeg(10, 10);
        await using var client = await SandboxClient.StartAsync("sandbox-1");
        using var form = SandboxClient.Form(picture);
        await client.SendAsync(HttpMethod.Post, "/mastodon/api/v2/media", form);

        var bytes = await client.Http.GetByteArrayAsync(
            $"/_sandbox/media/{client.Server.Ledger.Entries()[0].Media[0].Sha256}",
            SandboxClient.CancellationToken
        );

        Assert.Equal(picture, bytes);
        Assert.Equal(404, (await client.GetAsync("/_sandbox/media/00")).Status);
    }

    [Fact]
    public async Task Another_network_has_rows_of_its_own_and_a_cleared_ledger_has_none()
    {
        await using var client = await SandboxClient.StartAsync("sandbox-1");
        await client.PostAsync("/mastodon/api/v1/statuses", new JsonObject { ["status"] = "Hello" });

        var others = await client.GetAsync("/_sandbox/ledger?network=telegram");
        var cleared = await client.DeleteAsync("/_sandbox/ledger");

        Assert.Empty(others.Body["items"]!.AsArray());
        Assert.Equal(204, cleared.Status);
        Assert.Empty(client.Server.Ledger.Entries());
    }

    [Fact]
    public async Task It_says_that_it_lives()
    {
        await using var client = await SandboxClient.StartAsync();

        Assert.Equal(200, (await client.GetAsync("/healthz")).Status);
    }
}
