using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Publisher.Sandbox.Bluesky;
using Publisher.Sandbox.Mastodon;
using Publisher.Sandbox.Telegram;
using Publisher.Sandbox.Telegraph;
using Publisher.Sandbox.TikTok;
using Publisher.Sandbox.Translation;
using Publisher.Sandbox.WordPress;

namespace Publisher.Sandbox;

/// <summary>The networks' stand-ins behind one address, over real HTTP. Everything is kept in memory and gone with it.</summary>
public sealed class SandboxServer : IAsyncDisposable
{
    private const long LargestBody = 60L << 20;

    private readonly WebApplication _app;

    private SandboxServer(WebApplication app, Ledger ledger, Faults faults)
    {
        (_app, Ledger, Faults) = (app, ledger, faults);
        Address = new Uri(
            app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First()
        );
    }

    /// <summary>Where it listens; a network's base address is this and its name, such as <c>http://127.0.0.1:5000/mastodon</c>.</summary>
    public Uri Address { get; }

    public Ledger Ledger { get; }

    public Faults Faults { get; }

    /// <summary>Starts and listens.</summary>
    /// <param name="urls">Separated by semicolons; port 0 takes a free one.</param>
    /// <param name="time">Dates what is taken and ends the networks' windows (Mastodon's key, Telegram's 48 hours). Delays on the wire pass in real time.</param>
    public static async Task<SandboxServer> StartAsync(
        string urls = "http://127.0.0.1:0",
        TimeProvider? time = null,
        CancellationToken cancellationToken = default
    )
    {
        // Empty: no settings file of the directory we happen to stand in, and no log, since Telegram's path holds a token.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Limits.MaxRequestBodySize = LargestBody);
        builder.WebHost.UseUrls(urls);
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.Zero);

        var app = builder.Build();
        var clock = time ?? TimeProvider.System;
        var (ledger, faults, pictures) = (new Ledger(clock), new Faults(), new Pictures());
        var puller = new Puller();
        app.Lifetime.ApplicationStopped.Register(puller.Dispose);
        var tikTok = new TikTokStandIn(ledger, pictures, puller, clock, app.Lifetime.ApplicationStopping);
        IReadOnlyList<StandIn> standIns =
        [
            new MastodonStandIn(ledger, pictures, clock),
            new BlueskyStandIn(ledger, pictures, clock),
            new WordPressStandIn(ledger, pictures, clock),
            new TelegramStandIn(ledger, pictures, puller, clock),
            new TelegraphStandIn(ledger, pictures, puller, clock),
            tikTok,
            new LibreTranslateStandIn(),
            new DeepLStandIn(),
        ];

        app.Use(new FaultGate(faults, standIns, app.Lifetime).InvokeAsync);
        app.UseRouting();
        app.MapControl(ledger, faults, pictures, [.. standIns.Select(standIn => standIn.Name)]);
        tikTok.MapPerson(app);
        foreach (var standIn in standIns)
        {
            standIn.Map(app.MapGroup($"/{standIn.Name}"));
        }

        await app.StartAsync(cancellationToken);
        return new SandboxServer(app, ledger, faults);
    }

    /// <summary>Returns once the process was told to end.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken = default) => _app.WaitForShutdownAsync(cancellationToken);

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
