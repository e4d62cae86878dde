using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Publisher.Channels;
using Publisher.Posts;
using Publisher.Posts.Storage;
using Publisher.Posts.Watch;
using Publisher.Tests.Scheduler;

namespace Publisher.Tests.Api.Hosting;

/// <summary>
/// Each test has a network of a name of its own: one process has one set of metrics, however many services run in it. They run alone, as
/// a service that ends beside them would take counters of the same name with it.
/// </summary>
[Collection(nameof(Alone))]
public sealed class MetricsTests
{
    [CollectionDefinition(nameof(Alone), DisableParallelization = true)]
    public sealed class Alone;

    private const string Canary = "Bahar";

    [Fact]
    public async Task A_post_that_goes_out_is_counted_with_its_lateness_and_its_outcome()
    {
        await using var app = Metered("metered");
        await ScheduleAsync(app, "metered", "ch_1");

        await UntilAsync(app, text => ValueOf(text, "publisher_outcomes_total", ("network", "metered"), ("outcome", "published")) == 1);
        var metrics = await MetricsAsync(app);
        Assert.Equal(1, ValueOf(metrics, "publisher_attempts_total", ("network", "metered")));
        Assert.Equal(1, ValueOf(metrics, "publisher_lateness_milliseconds_count", ("network", "metered")));
        await UntilAsync(app, text => ValueOf(text, "publisher_posts_due", ("network", "metered")) == 0);
    }

    [Fact]
    public async Task What_is_due_and_held_back_is_seen_by_network()
    {
        await using var app = Metered("held");
        await ScheduleAsync(app, "held", "ch_1", enabled: false);
        await ScheduleAsync(app, "held", "ch_2", enabled: false);

        await UntilAsync(app, text => ValueOf(text, "publisher_posts_due", ("network", "held")) == 2);
    }

    [Fact]
    [Trait("Requirement", "SEC-16")]
    public async Task No_id_name_or_address_is_in_the_metrics()
    {
        await using var app = Metered("canary");
        await ScheduleAsync(app, "canary", "ch_canary");
        await UntilAsync(app, text => ValueOf(text, "publisher_attempts_total", ("network", "canary")) == 1);

        var ours = (await MetricsAsync(app)).Split('\n').Where(line => line.StartsWith("publisher_", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(ours);
        Assert.All(ours, line => Assert.DoesNotContain(Canary, line, StringComparison.OrdinalIgnoreCase));
        Assert.All(ours, line => Assert.DoesNotContain("ch_", line, StringComparison.Ordinal));
        Assert.All(ours, line => Assert.DoesNotContain("://", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_age_of_the_oldest_doubt_counts_from_its_attempt()
    {
        await using var engine = await TestEngine.StartAsync("sqlite", null!);
        engine.Network.Outcomes.Enqueue(new Outcome.Uncertain("No answer."));
        engine.Network.Founds.Enqueue(new Found.Unknown("Away.", TimeSpan.FromHours(2)));
        await engine.AddDuePostAsync();
        await engine.SweepAsync();
        engine.Wait(TimeSpan.FromMinutes(3));

        await engine.Get<QueueGauges>().ReadAsync(TestContext.Current.CancellationToken);

        var seen = Seen(engine.Get<IMeterFactory>());
        Assert.Equal(180, seen["publisher.posts.uncertain.oldest"]);
        Assert.Equal(1, seen["publisher.posts.uncertain"]);
        Assert.Equal(0, seen["publisher.posts.waiting"]);
    }

    private static Dictionary<string, double> Seen(IMeterFactory meters)
    {
        var seen = new Dictionary<string, double>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Meter.Scope == meters)
            {
                listening.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => seen[instrument.Name] = value);
        listener.Start();
        listener.RecordObservableInstruments();
        return seen;
    }

    private static PublisherApp Metered(string network)
    {
        var stub = new StubNetwork();
        stub.Profile = stub.Profile with { Name = network };
        return new PublisherApp(services: services => services.AddSingleton<INetwork>(stub));
    }

    private static async Task ScheduleAsync(PublisherApp app, string network, string id, bool enabled = true)
    {
        using var admin = app.Admin();
        await app.Store.WriteAsync(
            scope =>
            {
                var plan = new ChannelPlan(Canary, "en", null, null, new Dictionary<string, string>(), [], default, default, enabled);
                var credentials = ChannelAccesses.Write(app.Services.GetRequiredService<Secrets>(), id, new Dictionary<string, string>());
                return Task.FromResult(scope.Db.Channels.Add(new Channel(id, plan, network, Format.ShortText, credentials, scope.Now)));
            },
            TestContext.Current.CancellationToken
        );
        var content = await Pieces.ApprovedAsync(app, id);
        await admin
            .Post(
                "/v1/posts",
                new
                {
                    contentId = content,
                    channels = new[] { id },
                    now = true,
                }
            )
            .JsonAsync(System.Net.HttpStatusCode.Created);
    }

    private static async Task<string> MetricsAsync(PublisherApp app)
    {
        using var client = app.ClientWith(null);
        using var answer = await client.Get("/metrics");
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static async Task UntilAsync(PublisherApp app, Func<string, bool> done)
    {
        var text = "";
        for (var i = 0; i < 60; i++)
        {
            text = await MetricsAsync(app);
            if (done(text))
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(150), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        Assert.Fail(string.Join('\n', text.Split('\n').Where(line => line.Contains("publisher_", StringComparison.Ordinal))));
    }

    private static double? ValueOf(string metrics, string name, params (string Name, string Value)[] labels)
    {
        var line = metrics
            .Split('\n')
            .FirstOrDefault(line =>
                (line.StartsWith(name + "{", StringComparison.Ordinal) || line.StartsWith(name + " ", StringComparison.Ordinal))
                && labels.All(label => line.Contains($"{label.Name}=\"{label.Value}\"", StringComparison.Ordinal))
            );
        return line is null ? null : double.Parse(line[(line.LastIndexOf('}') + 1)..].Trim().Split(' ')[0], CultureInfo.InvariantCulture);
    }
}
