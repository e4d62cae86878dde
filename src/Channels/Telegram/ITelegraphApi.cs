using System.Text.Json;
using System.Text.Json.Serialization;
using Refit;

namespace Publisher.Channels.Telegram;

/// <summary>Telegraph's calls. The token goes in the body, so that it stands in no address.</summary>
internal interface ITelegraphApi
{
    [Post("/createPage")]
    Task<IApiResponse<TelegraphAnswer<TelegraphPage>>> CreatePage([Body] TelegraphDraft page, CancellationToken cancellationToken);

    /// <summary>Replaces the whole page; a repeat changes nothing.</summary>
    [Post("/editPage/{path}")]
    Task<IApiResponse<TelegraphAnswer<TelegraphPage>>> EditPage(
        string path,
        [Body] TelegraphDraft page,
        CancellationToken cancellationToken
    );

    [Get("/getPage/{path}?return_content=true")]
    Task<IApiResponse<TelegraphAnswer<TelegraphPage>>> GetPage(string path, CancellationToken cancellationToken);

    [Post("/getAccountInfo")]
    Task<IApiResponse<TelegraphAnswer<TelegraphAccount>>> GetAccountInfo(
        [Body] TelegraphAccountQuestion question,
        CancellationToken cancellationToken
    );
}

/// <summary>What wraps every answer; errors come with HTTP 200.</summary>
internal sealed record TelegraphAnswer<T>(bool Ok, T? Result = default, string? Error = null);

/// <summary>Says nothing of people but the byline: <paramref name="AuthorUrl"/> stays empty.</summary>
/// <param name="Content">Nodes as JSON, sent byte for byte: escaping Cyrillic would triple its size against the limit.</param>
internal sealed record TelegraphDraft(
    string AccessToken,
    string Title,
    string AuthorName,
    [property: JsonConverter(typeof(JsonAsWritten))] string Content,
    string AuthorUrl = ""
)
{
    /// <summary>Without the token that a record would print.</summary>
    public override string ToString() => nameof(TelegraphDraft);
}

internal sealed record TelegraphPage(string? Path, string? Url, string? Title, JsonElement? Content);

internal sealed record TelegraphAccountQuestion(string AccessToken)
{
    /// <summary>Without the token that a record would print.</summary>
    public override string ToString() => nameof(TelegraphAccountQuestion);
}

internal sealed record TelegraphAccount(string? ShortName);

/// <summary>Writes a string that already is JSON.</summary>
internal sealed class JsonAsWritten : JsonConverter<string>
{
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Only written.");

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteRawValue(value);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TelegraphAnswer<TelegraphPage>))]
[JsonSerializable(typeof(TelegraphAnswer<TelegraphAccount>))]
[JsonSerializable(typeof(TelegraphDraft))]
[JsonSerializable(typeof(TelegraphAccountQuestion))]
internal sealed partial class TelegraphJson : JsonSerializerContext;
