using System.Text.Json.Nodes;
using Publisher.Sandbox;
using Publisher.Sandbox.Demo;

namespace Publisher.Tests.Sandbox.Demo;

public sealed class ShowcaseTests : IDisposable
{
    private readonly DirectoryInfo _output = Directory.CreateTempSubdirectory("publisher-showcase-");

    public void Dispose() => _output.Delete(recursive: true);

    [Fact]
    public async Task Every_message_gets_a_phone_and_every_picture_a_file()
    {
        Delivery[] deliveries =
        [
            Of("telegram-ru", Entry("telegraph", "Чай\nДлинный текст"), Entry("telegram", "<b>Чай</b>")),
            Of("tiktok-az", Entry("tiktok", "Çay #sülh", "aa", "bb")),
        ];

        var page = await Showcase.WriteAsync(_output.FullName, deliveries, TestContext.Current.CancellationToken);

        var html = await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken);
        Assert.Equal(3, html.Split("class=\"card\"").Length - 1);
        Assert.Contains("<h1>Чай</h1>", html, StringComparison.Ordinal);
        Assert.Contains("tiktok-az/picture-2.jpg", html, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_output.FullName, "tiktok-az", "picture-2.jpg")));
        Assert.Contains("Длинный текст", await ReadAsync("telegram-ru", "text.txt"), StringComparison.Ordinal);
        Assert.Contains("\"visible\": true", await ReadAsync("telegram-ru", "ledger.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_loads_nothing_from_elsewhere()
    {
        var page = await Showcase.WriteAsync(
            _output.FullName,
            [Of("mastodon-en", Entry("mastodon", "Tea", "aa"))],
            TestContext.Current.CancellationToken
        );

        var html = await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken);
        Assert.DoesNotContain("src=\"http", html, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<link", html, StringComparison.Ordinal);
    }

    private Task<string> ReadAsync(string folder, string file) =>
        File.ReadAllTextAsync(Path.Combine(_output.FullName, folder, file), TestContext.Current.CancellationToken);

    private static Delivery Of(string key, params LedgerEntry[] entries)
    {
        var audience = Audience.All(new Uri("http://127.0.0.1:1")).Single(audience => audience.Key == key);
        var files = entries.SelectMany(entry => entry.Media).ToDictionary(medium => medium.Sha256, _ => TaggedPhoto.Make());
        return new Delivery(audience, new JsonObject { ["parts"] = new JsonArray() }, entries, files);
    }

    private static LedgerEntry Entry(string network, string text, params string[] pictures) =>
        new(
            1,
            DateTimeOffset.UnixEpoch,
            network,
            NetworkAction.Publish,
            null,
            "1",
            "account",
            text,
            null,
            null,
            [.. pictures.Select(sha256 => new LedgerMedium(sha256, "image/jpeg", 1600, 1200))],
            null,
            Visible: true
        );
}
