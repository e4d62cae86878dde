using Publisher.Channels;
using Publisher.Tests.Channels.Http;

namespace Publisher.Tests.Channels;

/// <summary>One network against its stand-in, used as the Deliverer and the Reconciler use it.</summary>
public abstract class NetworkTrial : IAsyncLifetime
{
    private SandboxChannel? _channel;
    private INetwork? _network;

    /// <summary>The network's name, and its stand-in's path.</summary>
    protected abstract string Name { get; }

    protected SandboxChannel Channel => _channel!;

    protected INetwork Network => _network!;

    /// <summary>A piece that goes out whole: text, and a picture where the network takes one.</summary>
    protected virtual Variant Sample =>
        VariantOf(
            new Part
            {
                Number = 1,
                Text = "The bridge is open again. #peace",
                Files = [SandboxChannel.File],
            }
        );

    /// <summary>The credential that decides whether the network lets us in.</summary>
    protected abstract string Token { get; }

    public async ValueTask InitializeAsync()
    {
        _channel = await SandboxChannel.StartAsync(Name);
        _network = Create(_channel);
        _channel.Set(Settings(new Uri(_channel.Server.Address, Name)), Credentials());
    }

    public async ValueTask DisposeAsync()
    {
        await Channel.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract INetwork Create(SandboxChannel channel);

    protected abstract IEnumerable<KeyValuePair<string, string>> Settings(Uri standIn);

    protected abstract IEnumerable<KeyValuePair<string, string>> Credentials();

    protected Variant VariantOf(params IReadOnlyList<Part> parts) =>
        new()
        {
            ChannelId = "ch_1",
            Network = Name,
            Format = Format.ShortText,
            Language = "en",
            Parts = parts,
        };

    /// <summary>As for a real post, each part has a key of its own, the same on every try.</summary>
    protected AttemptKey KeyFor(Part part, TimeSpan? left = null) =>
        new($"k3yk3yk3yk3yk3yk3yk3yk3y2{2 + part.Number}", part.Number, Started, Probe.Key(left).Deadline);

    protected async Task<Prepared> PrepareAsync() =>
        await Network.PrepareAsync(Sample, Channel.Access(), TestContext.Current.CancellationToken);

    /// <summary>As the Deliverer does: prepares once, then publishes part after part while all goes well.</summary>
    protected async Task<IReadOnlyList<Delivery>> DeliverAsync(TimeSpan? left = null)
    {
        var prepared = await PrepareAsync();
        if (prepared is not Prepared.Ready ready)
        {
            return [new Delivery(Sample.Parts[0], Prepared.Ready.Nothing, ((Prepared.Failed)prepared).Why, null)];
        }

        var deliveries = new List<Delivery>();
        foreach (var part in Sample.Parts)
        {
            var delivery = await PublishAsync(part, ready, KeyFor(part, left));
            deliveries.Add(delivery);
            if (delivery.Landing is null)
            {
                break;
            }

            ready = With(ready, part, delivery.Landing);
        }

        return deliveries;
    }

    protected async Task<Delivery> PublishAsync(Part part, Prepared.Ready prepared, AttemptKey key)
    {
        var outcome = await Network.PublishAsync(part, prepared, key, Sample, Channel.Access(), TestContext.Current.CancellationToken);
        var delivery = new Delivery(part, prepared, outcome, null);
        return outcome switch
        {
            Outcome.Published(var id, var link) => delivery with { Landing = new Found.Landed(id, link) },
            Outcome.Accepted => delivery with { Landing = await WaitAsync(delivery) },
            _ => delivery,
        };
    }

    protected Task<Found> FindAsync(Delivery delivery) =>
        Network.FindAsync(
            new Attempt(
                KeyFor(delivery.Part),
                Sample,
                delivery.Part,
                delivery.Prepared,
                Started,
                (delivery.Outcome as Outcome.Accepted)?.Handle
            ),
            Channel.Access(),
            TestContext.Current.CancellationToken
        );

    /// <summary>Spoils a token so that the network no longer knows it.</summary>
    protected virtual string ReplaceToken(string token) => "revoked-" + token;

    private DateTimeOffset Started { get; } = TimeProvider.System.GetUtcNow();

    private async Task<Found.Landed?> WaitAsync(Delivery delivery)
    {
        for (var look = 0; look < 50; look++)
        {
            if (await FindAsync(delivery) is Found.Landed landed)
            {
                return landed;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        return null;
    }

    protected static Prepared.Ready With(Prepared.Ready prepared, Part part, Found.Landed landed)
    {
        var values = new Dictionary<string, string>(prepared.Values) { [$"part{part.Number}"] = landed.Id.Value };
        if (landed.Link is not null)
        {
            values[$"link{part.Number}"] = landed.Link.AbsoluteUri;
        }

        return new Prepared.Ready(values);
    }

    /// <summary>Networks that fetch files work while we wait.</summary>
    protected async Task WaitForVisibleAsync()
    {
        for (var look = 0; look < 100 && Channel.Visible.Count == 0; look++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Asks until the network has stopped working on it.</summary>
    protected async Task<Found> SettledAsync(Delivery delivery)
    {
        Found found = new Found.Working(TimeSpan.Zero);
        for (var look = 0; look < 100 && found is Found.Working; look++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
            found = await FindAsync(delivery);
        }

        return found;
    }

    /// <summary>What became of one part.</summary>
    protected sealed record Delivery(Part Part, Prepared.Ready Prepared, Outcome Outcome, Found.Landed? Landing)
    {
        public Found.Landed Landed() => Landing ?? throw new Xunit.Sdk.XunitException($"It did not land: {Outcome}");
    }
}
