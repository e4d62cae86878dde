using System.Text.Json.Nodes;

namespace Publisher.Sandbox.Telegram;

/// <summary>The envelope: a result, or an error code with its description. The HTTP status is the error code.</summary>
internal sealed record TelegramAnswer(int Status, JsonNode? Result, string? Description)
{
    public static TelegramAnswer Ok(JsonNode result) => new(200, result, null);

    public static TelegramAnswer Bad(string problem) => new(400, null, $"Bad Request: {problem}");

    public Task SendAsync(HttpContext context, int? retryAfterSeconds = null)
    {
        if (Description is null)
        {
            return context.AnswerAsync(new JsonObject { ["ok"] = true, ["result"] = Result });
        }

        var body = new JsonObject
        {
            ["ok"] = false,
            ["error_code"] = Status,
            ["description"] = Description,
        };
        if (retryAfterSeconds is { } seconds)
        {
            body["parameters"] = new JsonObject { ["retry_after"] = seconds };
        }

        return context.AnswerAsync(Status, body);
    }
}
