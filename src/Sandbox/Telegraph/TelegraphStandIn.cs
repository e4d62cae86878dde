using System.Text.Json;
using System.Text.Json.Nodes;

namespace Publisher.Sandbox.Telegraph;

/// <summary>telegra.ph: its API by method name, and its pages. Errors come with HTTP 200. Accounts it makes get tokens that begin with <c>sandbox</c>.</summary>
internal sealed class TelegraphStandIn(Ledger ledger, Pictures pictures, Puller puller, TimeProvider time) : StandIn("telegraph")
{
    private readonly TelegraphPages _pages = new(ledger, pictures, puller, time);

    public override void Map(IEndpointRouteBuilder routes) => routes.MapMethods("/{method}/{path?}", ["GET", "POST"], HandleAsync);

    /// <summary>Whether a page begins to speak is told by its content and by what it was, so the body is read before any fault.</summary>
    public override async ValueTask<NetworkAction?> ActionOfAsync(HttpRequest request, string path)
    {
        var parts = path.Split('/');
        switch (parts[1])
        {
            case "createPage" or "editPage":
                break;
            case "createAccount" or "getAccountInfo" or "editAccountInfo" or "revokeAccessToken":
                return NetworkAction.Auth;
            default:
                return NetworkAction.Read;
        }

        request.EnableBuffering();
        try
        {
            var call = await Call.ReadAsync(request);
            var after = new TelegraphPage("", "", "", "", "", call.Node("content") as JsonArray ?? []);
            return TelegraphPages.ActionOf(PageIn(parts, call) ?? after with { Content = [] }, after);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return NetworkAction.Publish;
        }
        finally
        {
            request.Body.Position = 0;
        }
    }

    public override Task RefuseAsync(HttpContext context, NetworkAction action) =>
        AnswerErrorAsync(
            context,
            action switch
            {
                NetworkAction.Auth => "ACCESS_TOKEN_INVALID",
                NetworkAction.Edit => "PAGE_ACCESS_DENIED",
                NetworkAction.Read => "PAGE_NOT_FOUND",
                _ => "CONTENT_FORMAT_INVALID",
            }
        );

    /// <summary>A flood is told in words, with HTTP 200.</summary>
    public override Task FailAsync(HttpContext context, int status, int? retryAfterSeconds) =>
        status == 429
            ? AnswerErrorAsync(context, $"FLOOD_WAIT_{retryAfterSeconds ?? 5}")
            : context.AnswerAsync(status, new JsonObject { ["ok"] = false, ["error"] = "INTERNAL_ERROR" });

    private static Task AnswerErrorAsync(HttpContext context, string error) =>
        context.AnswerAsync(new JsonObject { ["ok"] = false, ["error"] = error });

    private static Task AnswerOkAsync(HttpContext context, JsonNode result) =>
        context.AnswerAsync(new JsonObject { ["ok"] = true, ["result"] = result });

    private async Task HandleAsync(HttpContext context)
    {
        try
        {
            var call = await Call.ReadAsync(context.Request);
            await DoAsync(context, (string)context.Request.RouteValues["method"]!, call);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            await AnswerErrorAsync(context, "FIELDS_FORMAT_INVALID");
        }
    }

    private Task DoAsync(HttpContext context, string method, Call call) =>
        method switch
        {
            "createAccount" => CreateAccountAsync(context, call),
            "getAccountInfo" => ForAccountAsync(context, call, token => AnswerOkAsync(context, Account(token, call))),
            "createPage" => ForAccountAsync(context, call, token => WriteAsync(context, call, token, null)),
            "editPage" => ForAccountAsync(context, call, token => EditAsync(context, call, token)),
            "getPage" => ShowAsync(context, call),
            "getPageList" => ForAccountAsync(context, call, token => ListAsync(context, call, token)),
            "getViews" => CountViewsAsync(context, call),
            _ => AnswerErrorAsync(context, "UNKNOWN_METHOD"),
        };

    private static Task ForAccountAsync(HttpContext context, Call call, Func<string, Task> handle) =>
        call.Text("access_token") is { } token && Answers.IsSandboxSecret(token)
            ? handle(token)
            : AnswerErrorAsync(context, "ACCESS_TOKEN_INVALID");

    private static Task CreateAccountAsync(HttpContext context, Call call)
    {
        if (call.Text("short_name") is not { Length: <= 32 } name)
        {
            return AnswerErrorAsync(context, call.Text("short_name") is null ? "SHORT_NAME_REQUIRED" : "SHORT_NAME_TOO_LONG");
        }

        var account = Account($"sandbox{Guid.NewGuid():N}", call);
        account["short_name"] = name;
        return AnswerOkAsync(context, account);
    }

    private static JsonObject Account(string token, Call call) =>
        new()
        {
            ["short_name"] = "Sandbox",
            ["author_name"] = call.Text("author_name") ?? "",
            ["author_url"] = call.Text("author_url") ?? "",
            ["access_token"] = token,
        };

    private async Task WriteAsync(HttpContext context, Call call, string token, TelegraphPage? existing)
    {
        var error = FieldProblemOf(call) ?? TelegraphNodes.ProblemOf(call, out _);
        if (error is not null)
        {
            await AnswerErrorAsync(context, error);
            return;
        }

        var page = new TelegraphPage(
            existing?.Path ?? "",
            token,
            call.Text("title")!,
            call.Text("author_name") ?? "",
            call.Text("author_url") ?? "",
            call.Node("content")!.DeepClone().AsArray()
        );
        page = existing is null
            ? await _pages.CreateAsync(page, context.RequestAborted)
            : await _pages.ChangeAsync(page, context.RequestAborted);
        await AnswerOkAsync(context, page.View(SiteOf(context), call.Flag("return_content"), canEdit: true));
    }

    private static string? FieldProblemOf(Call call) =>
        call.Text("title") switch
        {
            null => "TITLE_REQUIRED",
            { Length: > 256 } => "TITLE_TOO_LONG",
            _ when call.Text("author_name") is { Length: > 128 } => "AUTHOR_NAME_TOO_LONG",
            _ when call.Text("author_url") is { Length: > 512 } => "AUTHOR_URL_TOO_LONG",
            _ => null,
        };

    private Task EditAsync(HttpContext context, Call call, string token) =>
        PageIn(context, call) switch
        {
            null => AnswerErrorAsync(context, "PAGE_NOT_FOUND"),
            var page when page.Token != token => AnswerErrorAsync(context, "PAGE_ACCESS_DENIED"),
            var page => WriteAsync(context, call, token, page),
        };

    private Task ShowAsync(HttpContext context, Call call) =>
        PageIn(context, call) is { } page
            ? AnswerOkAsync(context, page.View(SiteOf(context), call.Flag("return_content"), canEdit: false))
            : AnswerErrorAsync(context, "PAGE_NOT_FOUND");

    private Task ListAsync(HttpContext context, Call call, string token)
    {
        var offset = int.TryParse(call.Text("offset"), out var skipped) ? Math.Max(skipped, 0) : 0;
        var limit = int.TryParse(call.Text("limit"), out var asked) ? Math.Clamp(asked, 0, 200) : 50;
        var pages = _pages.Of(token);
        var shown = pages.Skip(offset).Take(limit).Select(page => page.View(SiteOf(context), withContent: false, canEdit: true));
        return AnswerOkAsync(context, new JsonObject { ["total_count"] = pages.Count, ["pages"] = new JsonArray([.. shown]) });
    }

    private Task CountViewsAsync(HttpContext context, Call call) =>
        PageIn(context, call) is { } page
            ? AnswerOkAsync(context, new JsonObject { ["views"] = page.Views })
            : AnswerErrorAsync(context, "PAGE_NOT_FOUND");

    private TelegraphPage? PageIn(HttpContext context, Call call) =>
        _pages.Find((string?)context.Request.RouteValues["path"] ?? call.Text("path"));

    private TelegraphPage? PageIn(string[] parts, Call call) =>
        parts[1] == "createPage" ? null : _pages.Find(parts.Length > 2 ? parts[2] : call.Text("path"));

    private static string SiteOf(HttpContext context) => $"{context.Request.Scheme}://{context.Request.Host}/telegraph";
}
