using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Publisher.Tests.Api;
using Publisher.Tests.Storage;
using static Publisher.Tests.Journeys.Publishing;

namespace Publisher.Tests.Journeys;

[Trait("Requirement", "PRV-20")]
public sealed class RecordTests(PostgresServer postgres)
{
    private const string Address = "/.well-known/publisher/record.json";

    [Fact]
    public async Task There_is_no_record_until_a_channel_wants_to_be_on_it_and_then_what_was_out_before_counts()
    {
        await using var journey = await NewsroomJourney.StartAsync();
        using var reader = journey.App.ClientWith(null);
        var (on, off) = (await journey.AddMastodonAsync(), await AddWordPressAsync(journey));
        await PublishAsync(journey, on, off);
        var before = await reader.Get(Address).CodeAsync(HttpStatusCode.NotFound);

        await OptInAsync(journey, on);
        var record = await ReadAsync(journey, reader);

        Assert.Equal("not_found", before);
        var entry = Assert.Single(record.Items("entries"));
        Assert.Equal(("mastodon", "en", "text"), (entry.Text("network"), entry.Text("language"), entry.Text("kind")));
        Assert.Equal(2, journey.Visible.Count);
        Assert.EndsWith(":00Z", entry.Text("publishedAt"), StringComparison.Ordinal);
        Assert.StartsWith("http", entry.Text("url"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task The_signature_holds_for_what_is_there_and_for_nothing_else(string storage)
    {
        await using var journey = await NewsroomJourney.StartAsync(storage == "postgres" ? await postgres.NewDatabaseAsync() : null);
        using var reader = journey.App.ClientWith(null);
        var channel = await journey.AddMastodonAsync();
        await OptInAsync(journey, channel);
        var media = await journey.UploadAsync();
        await PublishPieceAsync(journey, media, channel);

        var record = await ReadAsync(journey, reader);

        Assert.True(IsSigned(record, Lines(record)));
        Assert.False(IsSigned(record, Lines(record).Replace("mastodon", "bluesky", StringComparison.Ordinal)));
        Assert.True(await OpenSslAgreesAsync(record, Lines(record)));
        Assert.False(await OpenSslAgreesAsync(record, Lines(record) + " "));
        var file = record.Items("entries").Single(entry => entry.Text("kind") == "file");
        Assert.Equal(Assert.Single(Assert.Single(journey.Visible).Media).Sha256, file.Text("hash"));
    }

    [Fact]
    public async Task Nothing_in_it_says_who_or_which_row()
    {
        await using var journey = await NewsroomJourney.StartAsync();
        using var reader = journey.App.ClientWith(null);
        var channel = await journey.AddMastodonAsync();
        await OptInAsync(journey, channel);
        var content = await PublishAsync(journey, channel);

        await ReadAsync(journey, reader);
        var text = await reader.GetStringAsync(new Uri(Address, UriKind.Relative), TestContext.Current.CancellationToken);

        foreach (var word in new[] { "writer", "editor", content, channel, "p_", "bridge is open" })
        {
            Assert.DoesNotContain(word, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_takedown_leaves_the_hash_without_its_link_and_a_deletion_keeps_that()
    {
        await using var journey = await NewsroomJourney.StartAsync();
        using var reader = journey.App.ClientWith(null);
        var channel = await AddTelegramAsync(journey);
        await OptInAsync(journey, channel);
        var content = await PublishAsync(journey, channel);
        var shown = Assert.Single((await ReadAsync(journey, reader)).Items("entries"));

        await TakeDownAsync(journey, content);
        var removed = Assert.Single((await ReadAsync(journey, reader)).Items("entries"));
        await journey.Writer.Delete($"/v1/contents/{content}").JsonAsync(HttpStatusCode.NoContent);
        var deleted = Assert.Single((await ReadAsync(journey, reader)).Items("entries"));

        Assert.Equal(JsonValueKind.Null, shown.GetProperty("removedAt").ValueKind);
        Assert.Equal(shown.Text("hash"), removed.Text("hash"));
        Assert.EndsWith(":00Z", removed.Text("removedAt"), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, removed.GetProperty("url").ValueKind);
        Assert.Equal(removed.GetRawText(), deleted.GetRawText());
    }

    [Fact]
    public async Task Wanting_to_be_on_it_voids_no_approval()
    {
        await using var journey = await NewsroomJourney.StartAsync();
        var channel = await journey.AddMastodonAsync();
        var content = await journey.SubmitAsync(Piece(null, channel));
        await journey.ApproveAsync(content);

        await OptInAsync(journey, channel);

        Assert.Equal("approved", (await journey.Writer.Get($"/v1/contents/{content}").JsonAsync()).Text("state"));
        await journey.ScheduleAsync(content, [channel], TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task A_page_that_has_not_changed_is_not_sent_again_and_one_that_does_not_exist_is_refused()
    {
        await using var journey = await NewsroomJourney.StartAsync();
        using var reader = journey.App.ClientWith(null);
        await OptInAsync(journey, await journey.AddMastodonAsync());
        using var first = await reader.Get(Address);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Address, UriKind.Relative));
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var second = await reader.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotModified), (first.StatusCode, second.StatusCode));
        Assert.Equal(TimeSpan.FromMinutes(1), first.Headers.CacheControl!.MaxAge);
        foreach (var before in new[] { "1", "1001", "-1", "soon" })
        {
            await reader.Get($"{Address}?before={before}").CodeAsync(HttpStatusCode.UnprocessableEntity);
        }
    }

    /// <summary>As anybody reads it, once what was kept of it is stale.</summary>
    private static async Task<JsonElement> ReadAsync(NewsroomJourney journey, HttpClient reader)
    {
        journey.Time.Advance(TimeSpan.FromSeconds(61));
        return await reader.Get(Address).JsonAsync();
    }

    /// <summary>What is signed, put together from the answer as its documentation says.</summary>
    private static string Lines(JsonElement record)
    {
        string[] fields = ["hash", "kind", "network", "language", "publishedAt", "removedAt", "url"];
        var head = $"publisher-record 1 {record.Text("asOf")} {record.GetProperty("first")} {record.GetProperty("total")}";
        var lines = record
            .Items("entries")
            .Select(entry => string.Join(' ', fields.Select(field => entry.GetProperty(field).GetString() ?? "-")));
        return string.Join('\n', lines.Prepend(head));
    }

    private static bool IsSigned(JsonElement record, string lines)
    {
        var key = record.GetProperty("key");
        using var ecdsa = ECDsa.Create(
            new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint
                {
                    X = System.Buffers.Text.Base64Url.DecodeFromChars(key.Text("x")),
                    Y = System.Buffers.Text.Base64Url.DecodeFromChars(key.Text("y")),
                },
            }
        );
        return ecdsa.VerifyData(
            Encoding.UTF8.GetBytes(lines),
            Convert.FromBase64String(record.Text("signature")),
            HashAlgorithmName.SHA256,
            DSASignatureFormat.Rfc3279DerSequence
        );
    }

    private static async Task<bool> OpenSslAgreesAsync(JsonElement record, string lines)
    {
        var folder = Directory.CreateTempSubdirectory("publisher-record-");
        try
        {
            string At(string name) => Path.Combine(folder.FullName, name);
            await File.WriteAllTextAsync(At("key.pem"), record.Text("publicKeyPem"), TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(At("lines"), lines, TestContext.Current.CancellationToken);
            await File.WriteAllBytesAsync(
                At("signature"),
                Convert.FromBase64String(record.Text("signature")),
                TestContext.Current.CancellationToken
            );
            string[] arguments = ["dgst", "-sha256", "-verify", At("key.pem"), "-signature", At("signature"), At("lines")];
            using var process = Process.Start(
                new ProcessStartInfo("openssl", arguments) { RedirectStandardOutput = true, RedirectStandardError = true }
            )!;
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return process.ExitCode == 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
