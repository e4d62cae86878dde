using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Xml;
using System.Xml.Linq;

namespace Publisher.Sandbox.Translation;

/// <summary>DeepL's API, version 2: 50 texts and 128 KiB in a call, XML read strictly.</summary>
internal sealed class DeepLStandIn() : StandIn("deepl")
{
    private const int MostTexts = 50;
    private const int LongestBody = 128 * 1024;
    private static readonly string[] _sources = ["AZ", "DE", "EN", "FR", "HY", "KA", "RU", "TR", "UK"];
    private static readonly string[] _targets = ["AZ", "DE", "EN-GB", "EN-US", "FR", "HY", "KA", "RU", "TR", "UK"];

    public override void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v2/translate", TranslateAsync);

    public override ValueTask<NetworkAction?> ActionOfAsync(HttpRequest request, string path) =>
        ValueTask.FromResult<NetworkAction?>(NetworkAction.Read);

    public override Task RefuseAsync(HttpContext context, NetworkAction action) => FailAsync(context, 456, "Quota Exceeded");

    public override Task FailAsync(HttpContext context, int status, int? retryAfterSeconds) =>
        FailAsync(context, status, status is 429 or 529 ? "Too many requests" : "Internal error");

    private static async Task TranslateAsync(HttpContext context)
    {
        var key = KeyOf(context.Request);
        if (key is null)
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var call = Read(body.ToArray());
        var (status, problem) = body.Length > LongestBody ? (413, "Request Entity Too Large") : ProblemOf(call);
        await (
            status == 200
                ? context.AnswerAsync(
                    new JsonObject { ["translations"] = new JsonArray([.. call!.Text!.Select(text => View(text, call, key))]) }
                )
                : FailAsync(context, status, problem)
        );
    }

    private static string? KeyOf(HttpRequest request) =>
        request.Headers.Authorization.ToString().Split(' ', 2) is ["DeepL-Auth-Key", var key] && Answers.IsSandboxSecret(key) ? key : null;

    private static DeepLCall? Read(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize<DeepLCall>(body, Answers.Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static (int Status, string Problem) ProblemOf(DeepLCall? call) =>
        call?.Text is not { Count: > 0 } texts ? (400, "Parameter 'text' not specified.")
        : texts.Count > MostTexts ? (400, "Too many texts.")
        : call.TargetLang is null || !_targets.Contains(call.TargetLang) ? (400, "Value for 'target_lang' not supported.")
        : call.SourceLang is not null && !_sources.Contains(call.SourceLang) ? (400, "Value for 'source_lang' not supported.")
        : call.TagHandling is "xml" && !texts.All(IsWellFormed) ? (400, "Tag handling parsing failed, please check input.")
        : (200, "");

    private static bool IsWellFormed(string text)
    {
        try
        {
            XElement.Parse($"<text>{text}</text>");
            return true;
        }
        catch (XmlException)
        {
            return false;
        }
    }

    private static JsonObject View(string text, DeepLCall call, string key) =>
        new() { ["detected_source_language"] = call.SourceLang, ["text"] = MadeUpLanguage.Translate(text, call.TargetLang!, key) };

    private static Task FailAsync(HttpContext context, int status, string message) =>
        context.AnswerAsync(status, new JsonObject { ["message"] = message });

    private sealed record DeepLCall(
        IReadOnlyList<string>? Text,
        [property: JsonPropertyName("source_lang")] string? SourceLang,
        [property: JsonPropertyName("target_lang")] string? TargetLang,
        [property: JsonPropertyName("tag_handling")] string? TagHandling
    );
}
