using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;

namespace Publisher.Sandbox;

/// <summary>The fields and files of a call, whichever way they were sent: query, form, multipart or JSON.</summary>
internal sealed class Call
{
    public JsonObject Fields { get; private set; } = [];

    public Dictionary<string, Upload> Files { get; } = [];

    /// <summary>Reads the whole body.</summary>
    /// <exception cref="JsonException">The body is no JSON object.</exception>
    public static async Task<Call> ReadAsync(HttpRequest request)
    {
        var call = new Call();
        if (request.HasFormContentType)
        {
            await call.ReadFormAsync(request);
        }
        else if (request.ContentType?.Contains("json", StringComparison.OrdinalIgnoreCase) is true)
        {
            call.Fields = await ReadJsonAsync(request);
        }

        foreach (var (name, values) in request.Query)
        {
            call.Add(name, values);
        }

        return call;
    }

    /// <summary>Null when absent or empty; numbers and truth values as they are written.</summary>
    public string? Text(string name) =>
        Fields[name] switch
        {
            JsonValue value when value.GetValueKind() is JsonValueKind.String => value.GetValue<string>() is { Length: > 0 } text
                ? text
                : null,
            JsonValue value => value.ToJsonString(),
            _ => null,
        };

    public bool Flag(string name) => Text(name) is "true" or "1" or "True" or "on";

    /// <summary>A list, also when sent as <c>name[]</c> or as JSON inside a form field.</summary>
    public IReadOnlyList<string> List(string name) =>
        Node(name) is JsonArray array ? [.. array.Select(item => item?.ToString() ?? "")]
        : Text(name) is { } single ? [single]
        : [];

    /// <summary>A nested value, also when sent as JSON inside a form field.</summary>
    public JsonNode? Node(string name) =>
        Fields[name] is JsonValue value && value.GetValueKind() is JsonValueKind.String ? Parse(value.GetValue<string>()) : Fields[name];

    private static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async Task<JsonObject> ReadJsonAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        if (body.Length == 0)
        {
            return [];
        }

        return JsonNode.Parse(body.GetBuffer().AsSpan(0, (int)body.Length)) as JsonObject
            ?? throw new JsonException("The body is no object.");
    }

    private async Task ReadFormAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        foreach (var (name, values) in form)
        {
            Add(name, values);
        }

        foreach (var file in form.Files)
        {
            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes, request.HttpContext.RequestAborted);
            Files[file.Name] = new Upload(file.FileName, bytes.ToArray());
        }
    }

    private void Add(string name, StringValues values)
    {
        if (name.EndsWith("[]", StringComparison.Ordinal))
        {
            Fields[name[..^2]] = new JsonArray([.. values.Select(value => JsonValue.Create(value))]);
        }
        else if (!Fields.ContainsKey(name))
        {
            Fields[name] = values[0];
        }
    }
}

internal sealed record Upload(string FileName, byte[] Bytes);
