using System.Text.Json.Nodes;

namespace Publisher.Crash;

/// <summary>What people decide at the very moment: between an alarm and its claim, between a request and its answer.</summary>
internal static class Interventions
{
    private const string BeforeTheClaim = "due-found";
    private static readonly TimeSpan AWhile = TimeSpan.FromSeconds(1);

    /// <summary>CP25: it holds, also for the next process.</summary>
    public static async Task PauseAsync(Stage stage)
    {
        await stage.StartAsync(Plan.Hold(BeforeTheClaim));
        var outlet = await stage.AddChannelAsync("mastodon");
        var piece = await stage.ScheduleAsync(ahead: null, outlet);
        await stage.Node.HeldAsync();
        var body = new JsonObject
        {
            ["scope"] = "channel",
            ["channelId"] = outlet.Id,
            ["reason"] = "the trial",
        };
        var pause = await stage.Newsroom.DoAsync(HttpMethod.Post, "/v1/pauses", body);
        await stage.Node.ReleaseAsync();
        await WaitAsync(AWhile);
        await stage.RestartAsync(Plan.None);
        await WaitAsync(AWhile);
        stage.Expect(stage.Shown(piece) == 0, "a paused channel sent");

        await stage.Newsroom.DoAsync(HttpMethod.Delete, $"/v1/pauses/{pause["id"]}");
        await stage.UntilShownAsync(piece);
    }

    /// <summary>CP26: the outcome comes first, then it is taken down, by this process or by the next.</summary>
    public static async Task TakedownAsync(Stage stage)
    {
        await stage.StartAsync(Plan.None);
        Outlet[] outlets = [await stage.AddChannelAsync("mastodon"), await stage.AddChannelAsync("wordpress")];
        foreach (var outlet in outlets)
        {
            await stage.RestartAsync(Plan.Hold("request-sent"));
            var piece = stage.Write(ahead: null, [outlet], takesDown: true);
            piece.IsTakenDown = true; // below, and not as soon as it is acknowledged
            await stage.Newsroom.SubmitAsync(piece, CancellationToken.None);
            await stage.Node.HeldAsync();
            var reason = new JsonObject { ["reason"] = "the trial" };
            var code = await stage.Newsroom.RefusedAsync($"/v1/posts/{piece.PostIds![0]}/cancel", []);
            stage.Expect(code == "in_flight", $"a cancellation under way was answered “{code}”");
            await stage.Newsroom.DoAsync(HttpMethod.Post, $"/v1/contents/{piece.ContentId}/takedown", reason);
            await (outlet == outlets[0] ? stage.Node.ReleaseAsync() : stage.RestartAsync(Plan.None));
            await stage.UntilAsync(
                async () => Verdict.State(await stage.PostOfAsync(piece)) is "removed" or "requested",
                $"{piece.Token} is not taken down"
            );
        }
    }

    /// <summary>CP27.</summary>
    public static async Task WithdrawalAsync(Stage stage)
    {
        using var author = await OpenAsync(stage);
        var piece = await ApprovedAsync(stage, author);
        var reason = new JsonObject { ["reason"] = "the trial" };
        await stage.Newsroom.DoAsync(HttpMethod.Post, $"/v1/contents/{piece.ContentId}/reject", reason);
        await HeldBackAsync(stage, piece);
        await ApproveAsync(stage, author, piece);
        await stage.UntilShownAsync(piece);
    }

    /// <summary>CP27: what was approved is no longer what would go out.</summary>
    public static async Task EditAsync(Stage stage)
    {
        using var author = await OpenAsync(stage);
        var piece = await ApprovedAsync(stage, author);
        await author.DoAsync(HttpMethod.Put, $"/v1/contents/{piece.ContentId}", (piece with { Sentences = 3 }).Content());
        await HeldBackAsync(stage, piece);
        await ApproveAsync(stage, author, piece);
        await stage.UntilShownAsync(piece);
    }

    /// <summary>A service that asks for a second person, and somebody who writes.</summary>
    private static async Task<Newsroom> OpenAsync(Stage stage)
    {
        stage.Set("PUBLISHER__Approval__Required", "one");
        await stage.StartAsync(Plan.Hold(BeforeTheClaim));
        return await stage.PersonAsync("author", "read", "draft");
    }

    /// <summary>An approved piece whose alarm has rung.</summary>
    private static async Task<Piece> ApprovedAsync(Stage stage, Newsroom author)
    {
        var piece = stage.Write(ahead: null, [await stage.AddChannelAsync("mastodon")]);
        var content = await author.DoAsync(HttpMethod.Post, "/v1/contents", piece.Content());
        piece.ContentId = content["id"]!.GetValue<string>();
        await ApproveAsync(stage, author, piece);
        await stage.Newsroom.SubmitAsync(piece, CancellationToken.None);
        await stage.Node.HeldAsync();
        return piece;
    }

    private static async Task ApproveAsync(Stage stage, Newsroom author, Piece piece)
    {
        var path = $"/v1/contents/{piece.ContentId}";
        string? hash = null;
        await stage.UntilAsync(
            async () => (hash = (await author.DoAsync(HttpMethod.Get, path))["hash"]?.GetValue<string>()) is not null,
            $"{piece.Token} is not rendered"
        );
        await author.DoAsync(HttpMethod.Post, $"{path}/submit", []);
        await stage.Newsroom.DoAsync(HttpMethod.Post, $"{path}/approve", new JsonObject { ["hash"] = hash });
    }

    private static async Task HeldBackAsync(Stage stage, Piece piece)
    {
        await stage.Node.ReleaseAsync();
        await WaitAsync(AWhile);
        var state = Verdict.State(await stage.PostOfAsync(piece));
        stage.Expect(state == "blocked" && stage.Shown(piece) == 0, $"what nobody approves any more is {state}");
    }

    private static Task WaitAsync(TimeSpan span) => Task.Delay(span, TimeProvider.System);
}
