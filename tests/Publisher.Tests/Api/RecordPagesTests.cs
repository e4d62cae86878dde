using System.Net;
using System.Text.Json;
using Publisher.Posts.Record;

namespace Publisher.Tests.Api;

[Trait("Requirement", "PRV-20")]
public sealed class RecordPagesTests : IAsyncDisposable
{
    private const string Address = "/.well-known/publisher/record.json";
    private const int Many = 2_005;
    private readonly PublisherApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task From_the_newest_page_every_older_entry_is_reached_once_and_none_of_another_channel()
    {
        using var admin = _app.Admin();
        using var reader = _app.ClientWith(null);
        var (listed, silent) = (await AddChannelAsync(admin, record: true), await AddChannelAsync(admin, record: false));
        await AddAsync(listed, Many);
        await AddAsync(silent, 3);

        var pages = new List<JsonElement> { await reader.Get(Address).JsonAsync() };
        while (pages[^1].GetProperty("before") is { ValueKind: JsonValueKind.Number } before)
        {
            pages.Add(await reader.Get($"{Address}?before={before}").JsonAsync());
        }

        Assert.Equal([5, PublicRecord.PageSize, PublicRecord.PageSize], pages.Select(page => page.Items("entries").Count));
        Assert.Equal([2001, 1001, 1], pages.Select(page => page.GetProperty("first").GetInt32()));
        Assert.All(pages, page => Assert.Equal(Many, page.GetProperty("total").GetInt32()));
        var hashes = pages.AsEnumerable().Reverse().SelectMany(page => page.Items("entries")).Select(entry => entry.Text("hash"));
        Assert.Equal(Enumerable.Range(1, Many).Select(number => HashOf(listed, number)), hashes);
    }

    [Fact]
    public async Task Once_no_channel_wants_it_any_more_there_is_none()
    {
        using var admin = _app.Admin();
        using var reader = _app.ClientWith(null);
        var channel = await AddChannelAsync(admin, record: true);
        var body = JsonSerializer.SerializeToNode(Pieces.Channel())!;
        body["record"] = false;

        await admin.Put($"/v1/channels/{channel}", body.ToJsonString(), "*").JsonAsync();

        await reader.Get(Address).CodeAsync(HttpStatusCode.NotFound);
    }

    private static async Task<string> AddChannelAsync(HttpClient admin, bool record)
    {
        var body = JsonSerializer.SerializeToNode(Pieces.Channel())!;
        body["record"] = record;
        return (await admin.Post("/v1/channels", body.ToJsonString()).JsonAsync(HttpStatusCode.Created)).Text("id");
    }

    private Task AddAsync(string channel, int many) =>
        _app.Store.WriteAsync(
            scope =>
            {
                scope.Db.Record.AddRange(
                    Enumerable
                        .Range(1, many)
                        .Select(number => new RecordEntry
                        {
                            Hash = HashOf(channel, number),
                            Kind = RecordKind.Text,
                            PostId = "p_1",
                            Part = 1,
                            ChannelId = channel,
                            Network = "mastodon",
                            Language = "en",
                            At = scope.Now,
                        })
                );
                return Task.CompletedTask;
            },
            TestContext.Current.CancellationToken
        );

    private static string HashOf(string channel, int number) => ComparableText.HashOf($"{channel} {number}");
}
