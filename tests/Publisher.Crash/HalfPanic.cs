using System.Text.Json.Nodes;

namespace Publisher.Crash;

/// <summary>CP31 and CP35: a panic call is broken off before and after its commit; it is done wholly or not at all, and once.</summary>
internal static class HalfPanic
{
    private static readonly string[] Places = ["answer-before-commit", "answer-after-commit"];

    public static async Task PlayAsync(Stage stage)
    {
        await stage.StartAsync(Plan.None);
        for (var i = 0; i < Places.Length; i++)
        {
            using var person = await stage.PersonAsync($"writer {Places[i]}", "read");
            await stage.RestartAsync(new Plan(Places[i], 1, "kill", TimeSpan.MaxValue));
            var body = new JsonObject { ["person"] = $"writer {Places[i]}", ["reason"] = "the trial" };
            await stage.Newsroom.AskAsync("/v1/panic", body, Places[i], CancellationToken.None);
            await stage.Node.DiesAsync();
            await stage.RestartAsync(Plan.None);
            var isWritten = Places[i] is "answer-after-commit";
            await ExpectAsync(stage, person, pauses: isWritten ? i + 1 : i, isIn: !isWritten);

            await stage.UntilAsync(
                async () => await stage.Newsroom.AskAsync("/v1/panic", body, Places[i], CancellationToken.None) is not null,
                "the panic is not acknowledged"
            );
            await ExpectAsync(stage, person, pauses: i + 1, isIn: false);
        }

        var chain = await stage.Newsroom.DoAsync(HttpMethod.Post, "/v1/audit/verify", []);
        stage.Expect(chain["ok"]!.GetValue<bool>(), $"the audit chain is broken: {chain["why"]}");
        var told = await stage.Newsroom.DoAsync(HttpMethod.Get, "/v1/audit");
        var panics = told["items"]!.AsArray().Count(entry => entry!["action"]!.GetValue<string>() == "panic");
        stage.Expect(panics == Places.Length, $"the audit tells of {panics} panics");
    }

    /// <param name="isIn">The person's key still opens the door.</param>
    private static async Task ExpectAsync(Stage stage, Newsroom person, int pauses, bool isIn)
    {
        var found = (await stage.Newsroom.DoAsync(HttpMethod.Get, "/v1/pauses"))["items"]!.AsArray().Count;
        stage.Expect(found == pauses, $"{found} pauses instead of {pauses}");
        var code = await person.RefusedAsync("/v1/pauses", []); // a key that may only read
        stage.Expect(code == (isIn ? "forbidden" : "unauthenticated"), $"the person's key is answered “{code}”");
    }
}
