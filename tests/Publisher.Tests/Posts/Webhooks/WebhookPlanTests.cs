using CsCheck;
using Publisher.Posts.Webhooks;

namespace Publisher.Tests.Posts.Webhooks;

public sealed class WebhookPlanTests
{
    [Fact]
    [Trait("Requirement", "WHK-04")]
    public void WHK_04_Ten_tries_spread_over_about_75_hours()
    {
        var waits = Enumerable.Range(0, 10).Select(tries => WebhookPlan.WaitAfter(tries, roll: 0.5)!.Value).ToList();

        Assert.Equal([0, 5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400], waits.Select(wait => Math.Round(wait.TotalSeconds)));
        Assert.Equal(75, (int)waits.Aggregate(TimeSpan.Zero, (sum, wait) => sum + wait).TotalHours);
        Assert.Null(WebhookPlan.WaitAfter(10, roll: 0.5));
    }

    [Fact]
    [Trait("Requirement", "WHK-04")]
    public void WHK_04_A_wait_is_at_most_a_fifth_longer_or_shorter()
    {
        Gen.Select(Gen.Int[0, 9], Gen.Double[0, 1])
            .Sample(
                (tries, roll) =>
                {
                    var planned = WebhookPlan.Waits[tries];
                    Assert.InRange(WebhookPlan.WaitAfter(tries, roll)!.Value, planned * 0.8, planned * 1.2 + TimeSpan.FromTicks(1));
                }
            );
    }
}
