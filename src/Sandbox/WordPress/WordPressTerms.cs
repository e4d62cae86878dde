using System.Text.Json.Nodes;

namespace Publisher.Sandbox.WordPress;

/// <summary>Categories or tags: a name exists once.</summary>
internal sealed class WordPressTerms(string taxonomy)
{
    private readonly Lock _gate = new();
    private readonly List<string> _names = ["Uncategorized"];

    public Task ListAsync(HttpContext context, string? user, Call call)
    {
        var (search, slug) = (call.Text("search"), call.Text("slug"));
        lock (_gate)
        {
            var found = _names
                .Select((name, i) => View(name, i + 1))
                .Where(term => search is null || ((string)term["name"]!).Contains(search, StringComparison.OrdinalIgnoreCase))
                .Where(term => slug is null || (string)term["slug"]! == slug);
            return context.AnswerPageAsync(call, [.. found]);
        }
    }

    public Task CreateAsync(HttpContext context, string? user, Call call)
    {
        if (call.Text("name") is not { } name)
        {
            return context.AnswerErrorAsync(400, "rest_missing_callback_param", "Missing parameter(s): name");
        }

        lock (_gate)
        {
            if (_names.IndexOf(name) is >= 0 and var known)
            {
                return context.AnswerAsync(
                    400,
                    new JsonObject
                    {
                        ["code"] = "term_exists",
                        ["message"] = "A term with the name provided already exists in this taxonomy.",
                        ["data"] = new JsonObject { ["status"] = 400, ["term_id"] = known + 1 },
                    }
                );
            }

            _names.Add(name);
            return context.AnswerAsync(201, View(name, _names.Count));
        }
    }

    private JsonObject View(string name, int id) =>
        new()
        {
            ["id"] = id,
            ["name"] = name,
            ["slug"] = WordPressSlug.Of(name),
            ["taxonomy"] = taxonomy,
        };
}
