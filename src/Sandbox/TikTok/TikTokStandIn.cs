using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Publisher.Sandbox.TikTok;

/// <summary>
/// The Content Posting API for photo posts and films by pull. Each token is a creator of its own. What lands in a creator's inbox is posted by
/// <c>POST /_sandbox/tiktok/{publish_id}/post</c>, which stands for the person in the app.
/// </summary>
internal sealed class TikTokStandIn : StandIn
{
    private const string Publishing = "/v2/post/publish";

    // Not once for each post: a second post for one asking is a duplicate, and a duplicate must reach the ledger.
    private static readonly TimeSpan CreatorInfoLifetime = TimeSpan.FromHours(24);

    private readonly TikTokPosts _posts;
    private readonly ConcurrentDictionary<string, DateTimeOffset> _askedCreatorInfo = [];
    private readonly TimeProvider _time;

    public TikTokStandIn(Ledger ledger, Pictures pictures, Puller puller, TimeProvider time, CancellationToken stopping)
        : base("tiktok")
    {
        _time = time;
        _posts = new TikTokPosts(ledger, pictures, puller, time, stopping);
    }

    public override void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v2/oauth/token/", RefreshAsync);
        routes.MapPost($"{Publishing}/creator_info/query/", context => ForCreatorAsync(context, ShowCreatorAsync));
        routes.MapPost($"{Publishing}/content/init/", context => ForCreatorAsync(context, TakeAsync));
        routes.MapPost(
            $"{Publishing}/video/init/",
            context => ForCreatorAsync(context, (http, creator, call) => TakeFilmAsync(http, creator, call, isDirect: true))
        );
        routes.MapPost(
            $"{Publishing}/inbox/video/init/",
            context => ForCreatorAsync(context, (http, creator, call) => TakeFilmAsync(http, creator, call, isDirect: false))
        );
        routes.MapPost($"{Publishing}/status/fetch/", context => ForCreatorAsync(context, ShowStatusAsync));
        routes.MapPost($"{Publishing}/cancel/", context => ForCreatorAsync(context, CancelAsync));
        routes.MapPost("/v2/video/list/", context => ForCreatorAsync(context, ListAsync));
        routes.MapGet("/v2/user/info/", context => ForCreatorAsync(context, ShowUserAsync));
    }

    /// <summary>The person in the app, outside the network's own paths.</summary>
    public void MapPerson(IEndpointRouteBuilder routes) =>
        routes.MapPost(
            "/_sandbox/tiktok/{id}/post",
            context =>
            {
                var isPosted = _posts.FinishFromInbox((string)context.Request.RouteValues["id"]!);
                context.Response.StatusCode = isPosted ? StatusCodes.Status204NoContent : StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            }
        );

    public override ValueTask<NetworkAction?> ActionOfAsync(HttpRequest request, string path) =>
        ValueTask.FromResult<NetworkAction?>(
            path.TrimEnd('/') switch
            {
                $"{Publishing}/content/init" or $"{Publishing}/video/init" or $"{Publishing}/inbox/video/init" => NetworkAction.Publish,
                $"{Publishing}/cancel" => NetworkAction.Delete,
                "/v2/oauth/token" or "/v2/user/info" => NetworkAction.Auth,
                _ => NetworkAction.Read,
            }
        );

    public override Task RefuseAsync(HttpContext context, NetworkAction action) =>
        AnswerErrorAsync(
            context,
            action switch
            {
                NetworkAction.Auth => new TikTokError(
                    401,
                    "access_token_invalid",
                    "The access token is invalid or not found in the request."
                ),
                NetworkAction.Publish => new TikTokError(
                    403,
                    "spam_risk_user_banned_from_posting",
                    "The user is banned from making new posts."
                ),
                _ => new TikTokError(400, "invalid_params", "The request is not valid."),
            }
        );

    public override Task FailAsync(HttpContext context, int status, int? retryAfterSeconds) =>
        AnswerErrorAsync(
            context,
            status == 429
                ? new TikTokError(429, "rate_limit_exceeded", "The API rate limit was exceeded.")
                : new TikTokError(status, status >= 500 ? "internal_error" : "invalid_params", "Something is wrong.")
        );

    private static Task AnswerAsync(HttpContext context, JsonObject data) =>
        context.AnswerAsync(new JsonObject { ["data"] = data, ["error"] = Envelope("ok", "") });

    private static Task AnswerErrorAsync(HttpContext context, TikTokError error) =>
        context.AnswerAsync(error.Status, new JsonObject { ["data"] = new JsonObject(), ["error"] = Envelope(error.Code, error.Message) });

    private static JsonObject Envelope(string code, string message) =>
        new()
        {
            ["code"] = code,
            ["message"] = message,
            ["log_id"] = $"{Guid.NewGuid():N}",
        };

    private async Task ForCreatorAsync(HttpContext context, Func<HttpContext, string, Call, Task> handle)
    {
        if (context.Request.SandboxBearer() is not { } token)
        {
            await RefuseAsync(context, NetworkAction.Auth);
            return;
        }

        try
        {
            await handle(context, $"creator_{Answers.AccountOf(token)}", await Call.ReadAsync(context.Request));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            await AnswerErrorAsync(context, new TikTokError(400, "invalid_params", "The request body is not valid."));
        }
    }

    private Task ShowCreatorAsync(HttpContext context, string creator, Call call)
    {
        _askedCreatorInfo[creator] = _time.GetUtcNow();
        return AnswerAsync(
            context,
            new JsonObject
            {
                ["creator_avatar_url"] = "",
                ["creator_username"] = creator,
                ["creator_nickname"] = creator,
                ["privacy_level_options"] = new JsonArray([.. TikTokPostRules.PrivacyLevels.Select(level => JsonValue.Create(level))]),
                ["comment_disabled"] = false,
                ["duet_disabled"] = false,
                ["stitch_disabled"] = false,
                ["max_video_post_duration_sec"] = 300,
            }
        );
    }

    private Task TakeAsync(HttpContext context, string creator, Call call)
    {
        if (TikTokPostRules.ProblemOf(call) is { } problem)
        {
            return AnswerErrorAsync(context, problem);
        }

        var isDirect = call.Text("post_mode") == "DIRECT_POST";
        if (isDirect && !HasAskedCreatorInfo(creator))
        {
            return AnswerErrorAsync(context, CreatorInfoMissing);
        }

        var info = call.Node("post_info");
        var post = _posts.Take(
            new TikTokPost(
                "",
                creator,
                isDirect,
                isDirect && (string?)info?["privacy_level"] == "PUBLIC_TO_EVERYONE",
                (string?)info?["title"] ?? "",
                (string?)info?["description"] ?? "",
                [.. call.Node("source_info")!["photo_images"]!.AsArray().Select(image => (string)image!)],
                default
            )
        );
        return AnswerAsync(context, new JsonObject { ["publish_id"] = post.PublishId });
    }

    /// <summary>A film has one text, its title; what lands in the inbox has none.</summary>
    private Task TakeFilmAsync(HttpContext context, string creator, Call call, bool isDirect)
    {
        if (TikTokPostRules.ProblemOfFilm(call, isDirect) is { } problem)
        {
            return AnswerErrorAsync(context, problem);
        }

        if (isDirect && !HasAskedCreatorInfo(creator))
        {
            return AnswerErrorAsync(context, CreatorInfoMissing);
        }

        var info = call.Node("post_info");
        var isPublic = isDirect && (string?)info?["privacy_level"] == "PUBLIC_TO_EVERYONE";
        var address = (string)call.Node("source_info")!["video_url"]!;
        var post = _posts.Take(
            new TikTokPost("", creator, isDirect, isPublic, (string?)info?["title"] ?? "", "", [address], default) { IsFilm = true }
        );
        return AnswerAsync(context, new JsonObject { ["publish_id"] = post.PublishId });
    }

    private static TikTokError CreatorInfoMissing => new(400, "invalid_params", "creator_info must be asked for before each direct post");

    private bool HasAskedCreatorInfo(string creator) =>
        _askedCreatorInfo.TryGetValue(creator, out var asked) && _time.GetUtcNow() - asked < CreatorInfoLifetime;

    private Task ShowStatusAsync(HttpContext context, string creator, Call call) =>
        Own(creator, call, out var error) is { } post ? AnswerAsync(context, post.View()) : AnswerErrorAsync(context, error);

    private Task CancelAsync(HttpContext context, string creator, Call call) =>
        Own(creator, call, out var error) is not { } post ? AnswerErrorAsync(context, error)
        : _posts.Cancel(post) ? AnswerAsync(context, [])
        : AnswerErrorAsync(context, new TikTokError(400, "invalid_params", "The post can no longer be cancelled."));

    private TikTokPost? Own(string creator, Call call, out TikTokError error)
    {
        var post = _posts.Find(call.Text("publish_id"));
        error = post is null
            ? new TikTokError(400, "invalid_publish_id", "The publish_id does not exist.")
            : new TikTokError(400, "token_not_authorized_for_specified_publish_id", "The publish_id is another creator's.");
        return post?.Account == creator ? post : null;
    }

    private Task ListAsync(HttpContext context, string creator, Call call)
    {
        var count = int.TryParse(call.Text("max_count"), out var asked) ? Math.Clamp(asked, 1, 20) : 10;
        var posts = _posts.PublicOf(creator);
        return AnswerAsync(
            context,
            new JsonObject
            {
                ["videos"] = new JsonArray([.. posts.Take(count).Select(post => ListItem(post))]),
                ["cursor"] = 0,
                ["has_more"] = posts.Count > count,
            }
        );
    }

    private static JsonObject ListItem(TikTokPost post) =>
        new()
        {
            ["id"] = $"{post.PublicId}",
            ["create_time"] = post.CreatedAt.ToUnixTimeSeconds(),
            ["title"] = post.Title,
            ["video_description"] = post.Description,
            ["share_url"] = $"https://www.tiktok.com/@{post.Account}/video/{post.PublicId}",
        };

    private static Task ShowUserAsync(HttpContext context, string creator, Call call) =>
        AnswerAsync(
            context,
            new JsonObject
            {
                ["user"] = new JsonObject
                {
                    ["open_id"] = creator,
                    ["display_name"] = creator,
                    ["username"] = creator,
                    ["follower_count"] = 0,
                },
            }
        );

    /// <summary>A new pair at each refresh. This one answer has no envelope.</summary>
    private static async Task RefreshAsync(HttpContext context)
    {
        var call = await Call.ReadAsync(context.Request);
        if (call.Text("grant_type") != "refresh_token" || !Answers.IsSandboxSecret(call.Text("refresh_token")))
        {
            await context.AnswerAsync(
                400,
                new JsonObject { ["error"] = "invalid_grant", ["error_description"] = "Refresh token is invalid or expired." }
            );
            return;
        }

        await context.AnswerAsync(
            new JsonObject
            {
                ["access_token"] = $"sandbox.act.{Guid.NewGuid():N}",
                ["expires_in"] = 86400,
                ["refresh_token"] = $"sandbox.rft.{Guid.NewGuid():N}",
                ["refresh_expires_in"] = 31_536_000,
                ["open_id"] = "creator",
                ["scope"] = "user.info.basic,video.publish,video.upload,video.list",
                ["token_type"] = "Bearer",
            }
        );
    }
}
