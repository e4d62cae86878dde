using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Publisher.Posts.Storage;
using Publisher.Sandbox;
using Publisher.Tests.Api;
using Publisher.Tests.Scheduler;

namespace Publisher.Tests.Journeys;

/// <summary>On the clock on the wall, over real HTTP.</summary>
public sealed class PauseInBurstTests
{
    private const int Posts = 300;
    private const int AtOnce = 50;

    [Fact]
    [Trait("Requirement", "REL-15")]
    public async Task Of_300_posts_that_go_out_none_begins_two_seconds_after_a_pause_was_answered()
    {
        await using var sandbox = await SandboxServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        await using var app = new PublisherApp();
        using var lead = await app.ClientForAsync("lead");
        var end = await AddAsync(app, new Uri(sandbox.Address, "mastodon"));
        while (Out(sandbox).Count < AtOnce)
        {
            await PassAsync(TimeSpan.FromMilliseconds(20));
        }

        await lead.Post("/v1/pauses", new { scope = "all", reason = "An arrest is reported." }).JsonAsync(HttpStatusCode.Created);
        var latest = TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(2);
        await PassAsync(end - TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(3));

        await using var db = app.Store.Read();
        var begun = await db.Attempts.Select(attempt => attempt.StartedAt).ToListAsync(TestContext.Current.CancellationToken);
        Assert.InRange(begun.Count, AtOnce, Posts - AtOnce);
        Assert.Equal(begun.Count, Out(sandbox).Count);
        Assert.True(begun.Max() <= latest);
        Assert.True(Out(sandbox).Max(entry => entry.At) <= latest);
    }

    /// <summary>Some every half second; gives the time of the last.</summary>
    private static async Task<DateTimeOffset> AddAsync(PublisherApp app, Uri address)
    {
        var secrets = app.Services.GetRequiredService<Secrets>();
        var settings = new Dictionary<string, string> { ["baseUrl"] = address.ToString() };
        var credentials = new Dictionary<string, string> { ["accessToken"] = "sandbox-burst" };
        var start = TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(2);
        for (var first = 0; first < Posts; first += AtOnce)
        {
            var due = start + first / AtOnce * TimeSpan.FromSeconds(0.5);
            var after = due - TimeProvider.System.GetUtcNow();
            await Burst.AddAsync(app.Store, secrets, AtOnce, "mastodon", settings, credentials, after, first);
        }

        return start + Posts / AtOnce * TimeSpan.FromSeconds(0.5);
    }

    private static List<LedgerEntry> Out(SandboxServer sandbox) => [.. sandbox.Ledger.Entries("mastodon").Where(entry => entry.Visible)];

    private static Task PassAsync(TimeSpan time) => Task.Delay(time, TimeProvider.System, TestContext.Current.CancellationToken);
}
