using System.Text.Json.Nodes;

namespace Publisher.Crash;

/// <summary>The service goes on with a backup, though what it holds as waiting has gone out since (CP33).</summary>
internal static class OldCopy
{
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(100);

    public static async Task PlayAsync(Stage stage)
    {
        await stage.StartAsync(Plan.None);
        Outlet[] outlets = [await stage.AddChannelAsync("mastodon"), await stage.AddChannelAsync("wordpress")];
        using var somebody = await stage.PersonAsync("second", "read", "publish", "takedown");
        var before = await stage.ScheduleAsync(ahead: null, outlets);
        await stage.UntilShownAsync(before);
        var since = await stage.ScheduleAsync(Ahead, outlets);
        await stage.CommandAsync("backup", stage.PathOf("copy.tar"), "--data", stage.PathOf("data"));
        await stage.UntilAsync(() => Task.FromResult(stage.Shown(since) == outlets.Length), "it does not go out in time");
        await stage.Node.KillAsync();

        await stage.CommandAsync("restore", stage.PathOf("copy.tar"), "--data", stage.PathOf("restored"));
        stage.MoveTo("restored");
        await stage.StartAsync(Plan.None);
        var pauses = await stage.Newsroom.DoAsync(HttpMethod.Get, "/v1/pauses");
        stage.Expect(pauses["items"]!.AsArray().Count == 1, "a restored copy does not begin paused");
        foreach (var pause in pauses["items"]!.AsArray())
        {
            var asked = await stage.Newsroom.DoAsync(HttpMethod.Delete, $"/v1/pauses/{pause!["id"]}");
            using var second = stage.Newsroom.As(stage.KeyOf("second"));
            await second.DoAsync(HttpMethod.Post, $"/v1/second-approvals/{asked["approvalId"]}", new JsonObject());
        }

        await stage.ScheduleAsync(ahead: null, outlets);
    }
}
