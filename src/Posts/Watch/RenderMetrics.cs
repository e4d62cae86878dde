using System.Diagnostics.Metrics;
using Publisher.Channels.Composing;

namespace Publisher.Posts.Watch;

/// <summary>How long variants with pictures take to make, by network and result.</summary>
public sealed class RenderMetrics
{
    private readonly Histogram<double> _seconds;

    public RenderMetrics(IMeterFactory meters) =>
        _seconds = meters
            .Create("Publisher.Rendering")
            .CreateHistogram(
                "publisher.render.duration",
                "s",
                "Making one variant with pictures.",
                advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120] }
            );

    public void Rendered(string network, Composition result, TimeSpan took) =>
        _seconds.Record(
            took.TotalSeconds,
            new KeyValuePair<string, object?>("network", network),
            new KeyValuePair<string, object?>("outcome", result is Composition.Ready ? "ready" : "impossible")
        );
}
