using System.Globalization;
using System.Text.Json.Nodes;

namespace Publisher.Sandbox.WordPress;

/// <summary>The calls on posts. One site, whoever signs in.</summary>
internal sealed class WordPressPosts(Ledger ledger, WordPressMedia media, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, WordPressPost> _posts = [];

    public Task ListAsync(HttpContext context, string? user, Call call)
    {
        var statuses = Split(call, "status") is { Count: > 0 } asked ? asked : ["publish"];
        if (user is null && statuses.Any(status => status != "publish"))
        {
            return context.AnswerInvalidAsync("status", "Status is forbidden.", "rest_forbidden_status");
        }

        var slugs = Split(call, "slug");
        var search = call.Text("search");
        var hasAfter = DateTimeOffset.TryParse(
            call.Text("after"),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var after
        );
        List<WordPressPost> found;
        lock (_gate)
        {
            found =
            [
                .. _posts
                    .Values.Where(post => statuses.Contains(post.Status) || (statuses.Contains("any") && post.Status != "trash"))
                    .Where(post => slugs.Count == 0 || slugs.Contains(post.Slug))
                    .Where(post => search is null || post.VisibleText.Contains(search, StringComparison.OrdinalIgnoreCase))
                    .Where(post => !hasAfter || post.Date > after)
                    .OrderByDescending(post => post.Date)
                    .ThenByDescending(post => post.Id),
            ];
        }

        return context.AnswerPageAsync(call, [.. found.Select(post => post.View(context.Site(), IsForEditing(user, call)))]);
    }

    public Task ShowAsync(HttpContext context, string? user, Call call)
    {
        lock (_gate)
        {
            if (!_posts.TryGetValue(context.IdInPath(), out var post))
            {
                return context.AnswerUnknownAsync();
            }

            return user is null && !post.IsPublic
                ? context.AnswerErrorAsync(401, "rest_forbidden", "Sorry, you are not allowed to do that.")
                : context.AnswerAsync(WordPressAnswers.Only(post.View(context.Site(), IsForEditing(user, call)), call));
        }
    }

    public Task CreateAsync(HttpContext context, string? user, Call call)
    {
        if (WordPressPostFields.ProblemOf(call) is { } problem)
        {
            return context.AnswerInvalidAsync(problem.Field, problem.Message);
        }

        var now = time.GetUtcNow();
        var post = WordPressPostFields.Apply(new WordPressPost(0, user!, now, now, "", "", "", "", "draft", 0, [1], []), call);
        if (post is { Title: "", Content: "", Excerpt: "" })
        {
            return context.AnswerErrorAsync(400, "empty_content", "Content, title, and excerpt are empty.");
        }

        lock (_gate)
        {
            post = WithSlug(post with { Id = media.NextId() });
            _posts[post.Id] = post;
            Note(post.IsPublic ? NetworkAction.Publish : NetworkAction.Media, post);
        }

        context.Response.Headers.Location = $"{context.Site()}/wp-json/wp/v2/posts/{post.Id}";
        return context.AnswerAsync(201, WordPressAnswers.Only(post.View(context.Site(), true), call));
    }

    public Task UpdateAsync(HttpContext context, string? user, Call call)
    {
        lock (_gate)
        {
            if (!_posts.TryGetValue(context.IdInPath(), out var before))
            {
                return context.AnswerUnknownAsync();
            }

            if (WordPressPostFields.ProblemOf(call) is { } problem)
            {
                return context.AnswerInvalidAsync(problem.Field, problem.Message);
            }

            var post = WithSlug(WordPressPostFields.Apply(before, call) with { Modified = time.GetUtcNow() });
            _posts[post.Id] = post;
            Compare(before, post);
            return context.AnswerAsync(WordPressAnswers.Only(post.View(context.Site(), true), call));
        }
    }

    public Task DeleteAsync(HttpContext context, string? user, Call call)
    {
        lock (_gate)
        {
            if (!_posts.TryGetValue(context.IdInPath(), out var post))
            {
                return context.AnswerUnknownAsync();
            }

            if (call.Flag("force"))
            {
                _posts.Remove(post.Id);
                Note(NetworkAction.Delete, post);
                return context.AnswerAsync(new JsonObject { ["deleted"] = true, ["previous"] = post.View(context.Site(), true) });
            }

            if (post.Status == "trash")
            {
                return context.AnswerErrorAsync(410, "rest_already_trashed", "The post has already been deleted.");
            }

            post = post with { Status = "trash", Slug = post.Slug.Length == 0 ? "" : $"{post.Slug}__trashed", Modified = time.GetUtcNow() };
            _posts[post.Id] = post;
            Note(NetworkAction.Delete, post);
            return context.AnswerAsync(WordPressAnswers.Only(post.View(context.Site(), true), call));
        }
    }

    private static bool IsForEditing(string? user, Call call) => user is not null && call.Text("context") == "edit";

    private static List<string> Split(Call call, string name) =>
        [.. call.List(name).SelectMany(list => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

    /// <summary>A published post always has a slug; one that another post has gets a number.</summary>
    private WordPressPost WithSlug(WordPressPost post)
    {
        var slug = post is { IsPublic: true, Slug: "" }
            ? WordPressSlug.Of(post.Title) is { Length: > 0 } made
                ? made
                : $"{post.Id}"
            : post.Slug;
        return slug.Length == 0
            ? post
            : post with
            {
                Slug = WordPressSlug.Unique(slug, candidate => _posts.Values.Any(other => other.Id != post.Id && other.Slug == candidate)),
            };
    }

    private void Compare(WordPressPost before, WordPressPost after)
    {
        if (!before.IsPublic && after.IsPublic)
        {
            Note(NetworkAction.Publish, after);
        }
        else if (before.IsPublic && !after.IsPublic)
        {
            Note(NetworkAction.Edit, after);
            ledger.Hide("wordpress", after.Author, $"{after.Id}");
        }
        else if (after with { Modified = before.Modified, Categories = before.Categories, Tags = before.Tags } != before)
        {
            Note(after.IsPublic ? NetworkAction.Edit : NetworkAction.Media, after);
        }
    }

    private void Note(NetworkAction action, WordPressPost post) =>
        ledger.Add("wordpress", action, $"{post.Id}", post.Author, post.VisibleText, media.In(post), part: 1, markup: post.Content);
}
