using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Publisher.Sandbox;

internal static class Answers
{
    public static JsonSerializerOptions Json { get; } =
        new(JsonSerializerDefaults.Web)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
        };

    public static Task AnswerAsync(this HttpContext context, int status, JsonNode body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(body.ToJsonString(Json), context.RequestAborted);
    }

    public static Task AnswerAsync(this HttpContext context, JsonNode body) => context.AnswerAsync(StatusCodes.Status200OK, body);

    /// <summary>The token of <c>Authorization: Bearer</c>, when it is one that the sandbox takes.</summary>
    public static string? SandboxBearer(this HttpRequest request) =>
        request.Headers.Authorization.ToString().Split(' ', 2) is ["Bearer", var token] && IsSandboxSecret(token) ? token : null;

    /// <summary>Anything that begins with <c>sandbox</c> opens every door here; nothing else does.</summary>
    public static bool IsSandboxSecret(string? value) => value?.StartsWith("sandbox", StringComparison.Ordinal) is true;

    /// <summary>A name for the account behind a secret, the same each time, from which the secret cannot be read back.</summary>
    public static string AccountOf(string secret) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(secret)))[..8];
}
