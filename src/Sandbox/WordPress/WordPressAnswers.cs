using System.Text;
using System.Text.Json.Nodes;

namespace Publisher.Sandbox.WordPress;

internal static class WordPressAnswers
{
    public static Task AnswerErrorAsync(this HttpContext context, int status, string code, string message) =>
        context.AnswerAsync(
            status,
            new JsonObject
            {
                ["code"] = code,
                ["message"] = message,
                ["data"] = new JsonObject { ["status"] = status },
            }
        );

    public static Task AnswerInvalidAsync(this HttpContext context, string field, string problem, string code = "rest_invalid_param") =>
        context.AnswerAsync(
            400,
            new JsonObject
            {
                ["code"] = "rest_invalid_param",
                ["message"] = $"Invalid parameter(s): {field}",
                ["data"] = new JsonObject
                {
                    ["status"] = 400,
                    ["params"] = new JsonObject { [field] = problem },
                    ["details"] = new JsonObject
                    {
                        [field] = new JsonObject { ["code"] = code, ["message"] = problem },
                    },
                },
            }
        );

    public static Task AnswerUnknownAsync(this HttpContext context) =>
        context.AnswerErrorAsync(404, "rest_post_invalid_id", "Invalid post ID.");

    /// <summary>A page of a list with its totals in the headers.</summary>
    public static Task AnswerPageAsync(this HttpContext context, Call call, IReadOnlyList<JsonObject> all)
    {
        var size = Number(call, "per_page", 10);
        if (size is < 1 or > 100)
        {
            return context.AnswerInvalidAsync("per_page", "per_page must be between 1 (inclusive) and 100 (inclusive)");
        }

        var page = all.Skip((Math.Max(Number(call, "page", 1), 1) - 1) * size).Take(size);
        context.Response.Headers["X-WP-Total"] = $"{all.Count}";
        context.Response.Headers["X-WP-TotalPages"] = $"{(all.Count + size - 1) / size}";
        return context.AnswerAsync(new JsonArray([.. page.Select(item => Only(item, call))]));
    }

    /// <summary>Keeps the fields that <c>_fields</c> names, nested ones with a dot; all when it names none.</summary>
    public static JsonObject Only(JsonObject item, Call call)
    {
        var names = call.List("_fields").SelectMany(list => list.Split(',', StringSplitOptions.TrimEntries)).ToArray();
        if (names.Length == 0)
        {
            return item;
        }

        var kept = new JsonObject();
        foreach (var name in names)
        {
            var (outer, inner) = name.Split('.', 2) is [var first, var second] ? (first, second) : (name, null);
            if (item[outer] is { } value)
            {
                kept[outer] = inner is null ? value.DeepClone() : new JsonObject { [inner] = value[inner]?.DeepClone() };
            }
        }

        return kept;
    }

    public static string Site(this HttpContext context) => $"{context.Request.Scheme}://{context.Request.Host}/wordpress";

    public static int IdInPath(this HttpContext context) => int.TryParse((string?)context.Request.RouteValues["id"], out var id) ? id : 0;

    /// <summary>Who signs with an application password; null for everyone else. Spaces in it do not count.</summary>
    public static string? UserOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var bytes = new byte[header.Length];
        return
            Convert.TryFromBase64String(header[6..].Trim(), bytes, out var length)
            && Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is [{ Length: > 0 } user, var password]
            && Answers.IsSandboxSecret(password.Replace(" ", "", StringComparison.Ordinal))
            ? user
            : null;
    }

    private static int Number(Call call, string name, int otherwise) => int.TryParse(call.Text(name), out var number) ? number : otherwise;
}
