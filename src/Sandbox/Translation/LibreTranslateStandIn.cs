using System.Text.Json;
using System.Text.Json.Nodes;

namespace Publisher.Sandbox.Translation;

/// <summary>A LibreTranslate server that asks for a key and takes 5,000 characters in a call.</summary>
internal sealed class LibreTranslateStandIn() : StandIn("libretranslate")
{
    private const int CharacterLimit = 5_000;
    private static readonly string[] _languages = ["az", "de", "en", "fa", "fr", "ru", "tr", "uk"];

    public override void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(
            "/languages",
            context =>
                context.AnswerAsync(
                    new JsonArray([.. _languages.Select(code => (JsonNode)new JsonObject { ["code"] = code, ["name"] = code })])
                )
        );
        routes.MapPost("/translate", TranslateAsync);
    }

    public override ValueTask<NetworkAction?> ActionOfAsync(HttpRequest request, string path) =>
        ValueTask.FromResult<NetworkAction?>(NetworkAction.Read);

    public override Task RefuseAsync(HttpContext context, NetworkAction action) => FailAsync(context, 403, "Invalid API key");

    public override Task FailAsync(HttpContext context, int status, int? retryAfterSeconds) =>
        FailAsync(context, status, status == 429 ? "Slowdown: 80 per 1 minute" : "Cannot translate text");

    private static async Task TranslateAsync(HttpContext context)
    {
        LibreCall? call;
        try
        {
            call = await JsonSerializer.DeserializeAsync<LibreCall>(context.Request.Body, Answers.Json, context.RequestAborted);
        }
        catch (JsonException)
        {
            call = null;
        }

        var (status, problem) = ProblemOf(call);
        await (
            status == 200
                ? context.AnswerAsync(
                    new JsonObject
                    {
                        ["translatedText"] = new JsonArray([
                            .. call!.Q!.Select(text => (JsonNode?)MadeUpLanguage.Translate(text, call.Target!, call.ApiKey)),
                        ]),
                    }
                )
                : FailAsync(context, status, problem)
        );
    }

    private static (int Status, string Problem) ProblemOf(LibreCall? call) =>
        call is not { Q: { Count: > 0 } texts, Source: { } source, Target: { } target } ? (400, "Invalid request: missing q parameter")
        : call.ApiKey is null ? (400, "Please contact the server operator to get an API key")
        : !Answers.IsSandboxSecret(call.ApiKey) ? (403, "Invalid API key")
        : call.Format is not ("text" or "html") ? (400, $"{call.Format} format is not supported")
        : !_languages.Contains(source) ? (400, $"{source} is not supported")
        : !_languages.Contains(target) ? (400, $"{target} is not supported")
        : texts.Sum(text => text.Length) is var length && length > CharacterLimit
            ? (400, $"Invalid request: request ({length}) exceeds text limit ({CharacterLimit})")
        : (200, "");

    private static Task FailAsync(HttpContext context, int status, string error) =>
        context.AnswerAsync(status, new JsonObject { ["error"] = error });

    private sealed record LibreCall(
        IReadOnlyList<string>? Q,
        string? Source,
        string? Target,
        string? Format,
        [property: System.Text.Json.Serialization.JsonPropertyName("api_key")] string? ApiKey
    );
}
