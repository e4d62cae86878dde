using System.Text.Json;
using System.Text.Json.Nodes;

namespace Publisher.Sandbox.WordPress;

/// <summary>A WordPress site. Any user signs in with an application password that begins with <c>sandbox</c> and may do everything.</summary>
internal sealed class WordPressStandIn : StandIn
{
    private const string Posts = "/wp-json/wp/v2/posts";

    private readonly WordPressMedia _media;
    private readonly WordPressPosts _posts;
    private readonly WordPressTerms _categories = new("category");
    private readonly WordPressTerms _tags = new("post_tag");

    public WordPressStandIn(Ledger ledger, Pictures pictures, TimeProvider time)
        : base("wordpress")
    {
        _media = new WordPressMedia(ledger, pictures, time);
        _posts = new WordPressPosts(ledger, _media, time);
    }

    private delegate Task Handler(HttpContext context, string? user, Call call);

    public override void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/wp-content/uploads/{*file}", _media.DownloadAsync);
        routes.MapGet("/wp-json/", context => context.AnswerAsync(Index(context)));
        var api = routes.MapGroup("/wp-json/wp/v2");
        api.MapGet("/users/me", context => HandleAsync(context, ShowUserAsync));
        api.MapGet("/posts", context => HandleAsync(context, _posts.ListAsync));
        api.MapGet("/posts/{id:int}", context => HandleAsync(context, _posts.ShowAsync));
        api.MapPost("/posts", context => HandleAsync(context, _posts.CreateAsync, "create"));
        api.MapMethods("/posts/{id:int}", ["POST", "PUT", "PATCH"], context => HandleAsync(context, _posts.UpdateAsync, "edit"));
        api.MapDelete("/posts/{id:int}", context => HandleAsync(context, _posts.DeleteAsync, "delete"));
        api.MapGet("/media", context => HandleAsync(context, _media.ListAsync));
        api.MapGet("/media/{id:int}", context => HandleAsync(context, _media.ShowAsync));
        api.MapPost("/media", context => HandleAsync(context, _media.UploadAsync, "create"));
        api.MapMethods("/media/{id:int}", ["POST", "PUT", "PATCH"], context => HandleAsync(context, _media.UpdateAsync, "edit"));
        api.MapDelete("/media/{id:int}", context => HandleAsync(context, _media.DeleteAsync, "delete"));
        api.MapGet("/categories", context => HandleAsync(context, _categories.ListAsync));
        api.MapPost("/categories", context => HandleAsync(context, _categories.CreateAsync, "create"));
        api.MapGet("/tags", context => HandleAsync(context, _tags.ListAsync));
        api.MapPost("/tags", context => HandleAsync(context, _tags.CreateAsync, "create"));
        api.MapGet("/comments", context => HandleAsync(context, (same, _, call) => same.AnswerPageAsync(call, [])));
        routes.MapFallback("/wp-json/{*path}", AnswerNoRouteAsync);
    }

    /// <summary>Whether a write on posts makes one public is told by its body alone, so that body is read before any fault.</summary>
    public override async ValueTask<NetworkAction?> ActionOfAsync(HttpRequest request, string path)
    {
        var isPost = path.StartsWith(Posts, StringComparison.Ordinal);
        return (request.Method, path) switch
        {
            ("GET" or "HEAD", "/wp-json/wp/v2/users/me") => NetworkAction.Auth,
            ("GET" or "HEAD", _) => NetworkAction.Read,
            ("DELETE", _) => NetworkAction.Delete,
            _ when isPost && await StatusInAsync(request) == "publish" => NetworkAction.Publish,
            (_, Posts) => NetworkAction.Media,
            _ when isPost => NetworkAction.Edit,
            _ => NetworkAction.Media,
        };
    }

    public override Task RefuseAsync(HttpContext context, NetworkAction action) =>
        action switch
        {
            NetworkAction.Auth => AnswerNotLoggedInAsync(context),
            NetworkAction.Publish => context.AnswerErrorAsync(400, "rest_invalid_param", "Invalid parameter(s): status"),
            NetworkAction.Edit => context.AnswerErrorAsync(403, "rest_cannot_edit", "Sorry, you are not allowed to edit this post."),
            NetworkAction.Delete => context.AnswerErrorAsync(403, "rest_cannot_delete", "Sorry, you are not allowed to delete this post."),
            NetworkAction.Media => context.AnswerErrorAsync(403, "rest_cannot_create", "Sorry, you are not allowed to create posts."),
            _ => context.AnswerErrorAsync(403, "rest_forbidden", "Sorry, you are not allowed to do that."),
        };

    public override Task FailAsync(HttpContext context, int status, int? retryAfterSeconds) =>
        status >= 500
            ? context.AnswerErrorAsync(status, "internal_server_error", "There has been a critical error on this website.")
            : context.AnswerErrorAsync(status, "too_many_requests", "Too many requests.");

    private static async ValueTask<string?> StatusInAsync(HttpRequest request)
    {
        request.EnableBuffering();
        try
        {
            return (await Call.ReadAsync(request)).Text("status");
        }
        catch (JsonException)
        {
            return null;
        }
        finally
        {
            request.Body.Position = 0;
        }
    }

    private static async Task HandleAsync(HttpContext context, Handler handle, string? right = null)
    {
        var user = WordPressAnswers.UserOf(context.Request);
        if (right is not null && user is null)
        {
            await context.AnswerErrorAsync(401, $"rest_cannot_{right}", $"Sorry, you are not allowed to {right} posts as this user.");
            return;
        }

        try
        {
            await handle(context, user, await Call.ReadAsync(context.Request));
        }
        catch (JsonException)
        {
            await context.AnswerErrorAsync(400, "rest_invalid_json", "Invalid JSON body passed.");
        }
    }

    private static Task ShowUserAsync(HttpContext context, string? user, Call call) =>
        user is null
            ? AnswerNotLoggedInAsync(context)
            : context.AnswerAsync(
                WordPressAnswers.Only(
                    new JsonObject
                    {
                        ["id"] = 1,
                        ["username"] = user,
                        ["name"] = user,
                        ["slug"] = WordPressSlug.Of(user),
                        ["link"] = $"{context.Site()}/author/{WordPressSlug.Of(user)}/",
                        ["roles"] = new JsonArray("editor"),
                        ["capabilities"] = new JsonObject
                        {
                            ["edit_posts"] = true,
                            ["publish_posts"] = true,
                            ["edit_published_posts"] = true,
                            ["delete_posts"] = true,
                            ["delete_published_posts"] = true,
                            ["upload_files"] = true,
                        },
                    },
                    call
                )
            );

    private static Task AnswerNotLoggedInAsync(HttpContext context) =>
        context.AnswerErrorAsync(401, "rest_not_logged_in", "You are not currently logged in.");

    private static Task AnswerNoRouteAsync(HttpContext context) =>
        context.AnswerErrorAsync(404, "rest_no_route", "No route was found matching the URL and request method.");

    private static JsonObject Index(HttpContext context) =>
        new()
        {
            ["name"] = "Sandbox",
            ["url"] = context.Site(),
            ["home"] = context.Site(),
            ["namespaces"] = new JsonArray("wp/v2"),
            ["authentication"] = new JsonObject { ["application-passwords"] = new JsonObject() },
        };
}
