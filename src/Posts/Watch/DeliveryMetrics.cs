using System.Diagnostics;
using System.Diagnostics.Metrics;
using Publisher.Channels;

namespace Publisher.Posts.Watch;

/// <summary>What delivery is measured by. Labels are networks and outcomes, never an id, a name or an address.</summary>
public sealed class DeliveryMetrics
{
    public const string MeterName = "Publisher.Delivery";
    private readonly Counter<long> _started;
    private readonly Counter<long> _outcomes;
    private readonly Counter<long> _answers;
    private readonly Histogram<double> _lateness;

    public DeliveryMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _started = meter.CreateCounter<long>("publisher.attempts", "{attempt}", "Attempts whose row was committed.");
        _outcomes = meter.CreateCounter<long>("publisher.outcomes", "{attempt}", "What attempts ended in.");
        _answers = meter.CreateCounter<long>("publisher.reconciles", "{question}", "What networks told of attempts in doubt.");
        _lateness = meter.CreateHistogram(
            "publisher.lateness",
            "ms",
            "From a post's time to the commit of its first attempt.",
            advice: new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries = [5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 60_000, 600_000, 3_600_000],
            }
        );
    }

    /// <param name="late">For the first attempt of a post: how long after its time.</param>
    public void AttemptStarted(string network, TimeSpan? late)
    {
        _started.Add(1, Network(network));
        if (late is { } wait)
        {
            _lateness.Record(wait.TotalMilliseconds, Network(network));
        }
    }

    public void AttemptEnded(string network, Outcome outcome) => _outcomes.Add(1, Network(network), Kind(NameOf(outcome)));

    public void Asked(string network, Found found) => _answers.Add(1, Network(network), Kind(NameOf(found)));

    /// <summary>The word for an outcome in metrics and traces.</summary>
    public static string NameOf(Outcome outcome) =>
        outcome switch
        {
            Outcome.Published => "published",
            Outcome.Accepted => "accepted",
            Outcome.NotSent { RateLimited: true } => "rate_limited",
            Outcome.NotSent => "not_sent",
            Outcome.Refused => "refused",
            Outcome.Uncertain => "uncertain",
            _ => throw new UnreachableException($"{outcome} is no outcome."),
        };

    /// <summary>The word for a network's answer in metrics and traces.</summary>
    public static string NameOf(Found found) =>
        found switch
        {
            Found.Landed => "landed",
            Found.HandedOver => "handed_over",
            Found.Failed => "failed",
            Found.Working => "working",
            Found.Missing => "missing",
            Found.Unknown => "unknown",
            _ => throw new UnreachableException($"{found} is no answer."),
        };

    private static KeyValuePair<string, object?> Network(string name) => new("network", name);

    private static KeyValuePair<string, object?> Kind(string name) => new("outcome", name);
}
