using System.Text.Json.Nodes;

namespace Publisher.Sandbox.Bluesky;

/// <summary>An XRPC error: its status, its name and a sentence.</summary>
internal sealed record BlueskyError(int Status, string Name, string Message)
{
    public static BlueskyError Invalid(string message) => new(400, "InvalidRequest", message);
}

internal static class BlueskyAnswers
{
    public static Task AnswerErrorAsync(this HttpContext context, BlueskyError error) =>
        context.AnswerAsync(error.Status, new JsonObject { ["error"] = error.Name, ["message"] = error.Message });
}
