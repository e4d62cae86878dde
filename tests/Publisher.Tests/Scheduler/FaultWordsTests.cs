using Publisher.Posts;
using Publisher.Tests.Storage;

namespace Publisher.Tests.Scheduler;

/// <summary>A fault in the program itself reaches editors as words: what happened and what comes next, and nothing of the program's inside.</summary>
public sealed class FaultWordsTests(PostgresServer postgres)
{
    private static readonly InvalidOperationException Fault = new("The secret of bridge.example is hunter2.");

    [Fact]
    public async Task A_fault_while_preparing_says_that_it_is_tried_again()
    {
        await using var engine = await TestEngine.StartAsync("sqlite", postgres);
        engine.Network.Fault = Fault;
        var post = await engine.AddDuePostAsync();

        await engine.SweepAsync();

        var said = Explanation(await engine.FindAsync(post));
        Assert.Contains("nothing is out", said, StringComparison.Ordinal);
        Assert.Contains("The next try is at", said, StringComparison.Ordinal);
        AssertNoInside(said);
    }

    [Fact]
    public async Task Preparing_that_fails_for_good_keeps_its_reason_and_says_what_to_do()
    {
        await using var engine = await TestEngine.StartAsync("sqlite", postgres);
        engine.Network.Fault = Fault;
        var post = await engine.AddDuePostAsync();

        for (var tries = 1; tries <= RetryPlan.MostTries; tries++)
        {
            await engine.SweepAsync();
            engine.Wait(RetryPlan.Wait(tries, null));
        }

        var found = await engine.FindAsync(post);
        Assert.Equal(PostState.NeedsAttention, found.State);
        Assert.Contains("Check the channel", Explanation(found), StringComparison.Ordinal);
        Assert.Contains("A fault inside Publisher", Explanation(found), StringComparison.Ordinal);
        AssertNoInside(Explanation(found));
    }

    [Fact]
    public async Task A_fault_while_sending_says_that_the_network_is_asked_first()
    {
        await using var engine = await TestEngine.StartAsync("sqlite", postgres);
        var post = await engine.AddDuePostAsync();
        await engine.PrepareAsync(post);
        engine.Network.Fault = Fault;

        await engine.SweepAsync();

        var found = await engine.FindAsync(post);
        Assert.Equal(PostState.Uncertain, found.State);
        Assert.Contains("The network is asked before anything is sent again", Explanation(found), StringComparison.Ordinal);
        AssertNoInside(Assert.Single(found.Attempts).Detail!);
    }

    [Fact]
    [Trait("Requirement", "PRV-13")]
    public async Task A_fault_while_removing_says_until_when_it_is_tried()
    {
        await using var engine = await TestEngine.StartAsync("sqlite", postgres);
        var post = await engine.AddDuePostAsync();
        await engine.SweepAsync();
        engine.Network.Fault = Fault;
        var start = await engine.WriteAsync(scope =>
            engine.Get<Takedowns>().StartAsync(scope, post.ContentId, "A source asked.", "lead", TestContext.Current.CancellationToken)
        );

        await engine.SweepAsync();

        var takedown = Assert.IsType<TakedownStart.Started>(start).Takedown;
        var result = Assert.Single(engine.Get<TakedownReport>().Of(takedown, [await engine.FindAsync(post)]));
        Assert.Equal("pending", result.Result);
        Assert.Contains("It is tried again at", result.Detail, StringComparison.Ordinal);
        AssertNoInside(result.Detail!);
    }

    private static string Explanation(Post post) => PostExplanation.Of(post, null, []).Text!;

    private static void AssertNoInside(string said)
    {
        Assert.DoesNotContain("Exception", said, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", said, StringComparison.Ordinal);
    }
}
