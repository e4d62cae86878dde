using Publisher.Channels;
using Publisher.Channels.Telegram;
using Publisher.Sandbox;
using Publisher.Tests.Channels.Http;

namespace Publisher.Tests.Channels.Telegram;

/// <summary>Long text as a page and a message that leads to it, against the stand-ins.</summary>
public sealed class TelegraphSandboxTests : IAsyncLifetime
{
    private SandboxChannel _channel = null!;
    private TelegramNetwork _network = null!;

    private static Variant Piece =>
        TelegramTrial.Piece(
            TelegramTrial.Page("""[{"tag":"p","children":["The bridge is open ",{"tag":"strong","children":["again"]},"."]}]"""),
            TelegramTrial.Message("<b>The bridge</b>\n\n{{page}}")
        );

    private IReadOnlyList<LedgerEntry> Pages => [.. _channel.Server.Ledger.Entries("telegraph").Where(entry => entry.Visible)];

    public async ValueTask InitializeAsync()
    {
        _channel = await SandboxChannel.StartAsync("telegram");
        _network = new TelegramNetwork(_channel.Clients);
        _channel.Set(
            [
                new("chatId", "@news_example"),
                new("longText", "telegraph"),
                new("baseUrl", new Uri(_channel.Server.Address, "telegram").AbsoluteUri),
                new("telegraphBaseUrl", new Uri(_channel.Server.Address, "telegraph").AbsoluteUri),
            ],
            [new("botToken", "sandbox-bot"), new("telegraphToken", "sandbox-telegraph")]
        );
    }

    public async ValueTask DisposeAsync() => await _channel.DisposeAsync();

    [Fact]
    public async Task Preparing_shows_nothing_and_publishing_shows_one_page_and_one_message_with_its_address()
    {
        var ready = await PrepareAsync();
        Assert.Empty(Pages);

        var page = Assert.IsType<Outcome.Published>(await PublishAsync(part: 1, ready));
        Assert.IsType<Outcome.Published>(await PublishAsync(part: 2, ready));

        Assert.Contains("The bridge is open again.", Assert.Single(Pages).Text, StringComparison.Ordinal);
        Assert.Contains(page.Link!.AbsoluteUri, Assert.Single(_channel.Visible).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FaultKind.LostAnswer, true)]
    [InlineData(FaultKind.Garbage, true)]
    [InlineData(FaultKind.ResetAfter, false)]
    public async Task A_page_whose_answer_was_lost_is_read_back(FaultKind fault, bool landed)
    {
        var ready = await PrepareAsync();
        _channel.Server.Faults.Add(new Fault("telegraph", NetworkAction.Edit, fault));
        _channel.Server.Faults.Add(new Fault("telegraph", NetworkAction.Publish, fault));
        Assert.IsType<Outcome.Uncertain>(await PublishAsync(part: 1, ready));
        _channel.Server.Faults.Clear();

        var found = await FindAsync(ready);

        Assert.Equal(landed ? typeof(Found.Landed) : typeof(Found.Missing), found.GetType());
        await PublishAsync(part: 1, ready);
        Assert.Single(Pages);
    }

    [Fact]
    [Trait("Requirement", "PRV-13")]
    public async Task A_page_is_taken_down_by_emptying_it()
    {
        var page = Assert.IsType<Outcome.Published>(await PublishAsync(part: 1, await PrepareAsync()));

        Assert.IsType<Removal.Blanked>(await RemoveAsync(page.Id));
        Assert.IsType<Removal.Blanked>(await RemoveAsync(page.Id));

        Assert.DoesNotContain(
            _channel.Server.Ledger.Entries("telegraph").Where(entry => entry.Visible),
            entry => entry.Text.Contains("bridge", StringComparison.Ordinal)
        );
    }

    [Fact]
    [Trait("Requirement", "PRV-13")]
    public async Task An_album_is_one_visible_message_and_goes_as_a_whole()
    {
        var album = TelegramTrial.Piece(TelegramTrial.Message("The bridge") with { Files = [SandboxChannel.File, SandboxChannel.File] });
        var sent = await _network.PublishAsync(
            album.Parts[0],
            Prepared.Ready.Nothing,
            Probe.Key(),
            album,
            _channel.Access(),
            TestContext.Current.CancellationToken
        );
        Assert.Single(_channel.Visible);

        Assert.IsType<Removal.Removed>(await RemoveAsync(Assert.IsType<Outcome.Published>(sent).Id));

        Assert.Empty(_channel.Visible);
    }

    private async Task<Prepared.Ready> PrepareAsync() =>
        Assert.IsType<Prepared.Ready>(await _network.PrepareAsync(Piece, _channel.Access(), TestContext.Current.CancellationToken));

    private Task<Outcome> PublishAsync(int part, Prepared.Ready ready) =>
        _network.PublishAsync(Piece.Parts[part - 1], ready, Probe.Key(), Piece, _channel.Access(), TestContext.Current.CancellationToken);

    private Task<Found> FindAsync(Prepared.Ready ready) =>
        _network.FindAsync(
            new Attempt(Probe.Key(), Piece, Piece.Parts[0], ready, DateTimeOffset.UnixEpoch, Handle: null),
            _channel.Access(),
            TestContext.Current.CancellationToken
        );

    private Task<Removal> RemoveAsync(RemoteId id) => _network.RemoveAsync(id, _channel.Access(), TestContext.Current.CancellationToken);
}
