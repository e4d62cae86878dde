using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Publisher.Sandbox.Mastodon;

/// <summary>
/// A Mastodon instance with default settings. Each token is an account of its own.
/// Films are processed for a third of a second after their upload (202, then 206), and so are pictures under a token that contains <c>slowmedia</c>.
/// </summary>
internal sealed class MastodonStandIn : StandIn
{
    private readonly Ledger _ledger;
    private readonly TimeProvider _time;
    private readonly MastodonStatuses _statuses;
    private readonly MastodonMedia _media;

    public MastodonStandIn(Ledger ledger, Pictures pictures, TimeProvider time)
        : base("mastodon")
    {
        (_ledger, _time) = (ledger, time);
        _statuses = new MastodonStatuses(time);
        _media = new MastodonMedia(ledger, pictures, _statuses);
    }

    public override void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/instance", context => context.AnswerAsync(MastodonInstance.View(context.Request.Host)));
        routes.MapGet("/api/v2/instance", context => context.AnswerAsync(MastodonInstance.View(context.Request.Host)));
        routes.MapGet("/api/v1/accounts/verify_credentials", context => ForAccountAsync(context, VerifyAsync));
        routes.MapGet("/api/v1/accounts/{id}/statuses", context => ForAccountAsync(context, ListAsync));
        routes.MapPost("/api/v2/media", context => ForAccountAsync(context, _media.UploadAsync));
        routes.MapGet("/api/v1/media/{id}", context => ForAccountAsync(context, _media.ShowAsync));
        routes.MapPut("/api/v1/media/{id}", context => ForAccountAsync(context, _media.DescribeAsync));
        routes.MapPost("/api/v1/statuses", context => ForAccountAsync(context, PublishAsync));
        routes.MapGet("/api/v1/statuses/{id}", context => ForAccountAsync(context, ShowAsync));
        routes.MapPut("/api/v1/statuses/{id}", context => ForAccountAsync(context, EditAsync));
        routes.MapDelete("/api/v1/statuses/{id}", context => ForAccountAsync(context, DeleteAsync));
    }

    public override ValueTask<NetworkAction?> ActionOfAsync(HttpRequest request, string path) =>
        ValueTask.FromResult<NetworkAction?>(
            (request.Method, path) switch
            {
                ("POST", "/api/v1/statuses") => NetworkAction.Publish,
                ("PUT", _) when path.StartsWith("/api/v1/statuses/", StringComparison.Ordinal) => NetworkAction.Edit,
                ("DELETE", _) => NetworkAction.Delete,
                ("POST" or "PUT", _) => NetworkAction.Media,
                (_, "/api/v1/accounts/verify_credentials") => NetworkAction.Auth,
                _ => NetworkAction.Read,
            }
        );

    public override Task RefuseAsync(HttpContext context, NetworkAction action) =>
        action switch
        {
            NetworkAction.Auth => context.AnswerErrorAsync(401, "The access token is invalid"),
            NetworkAction.Publish or NetworkAction.Edit => context.AnswerErrorAsync(422, "Validation failed: Text is invalid"),
            NetworkAction.Media => context.AnswerErrorAsync(422, "Validation failed: File is invalid"),
            _ => context.AnswerErrorAsync(403, "This action is not allowed"),
        };

    public override Task FailAsync(HttpContext context, int status, int? retryAfterSeconds)
    {
        if (status == StatusCodes.Status429TooManyRequests)
        {
            var reset = _time.GetUtcNow().AddSeconds(retryAfterSeconds ?? 300);
            context.Response.Headers["X-RateLimit-Limit"] = "300";
            context.Response.Headers["X-RateLimit-Remaining"] = "0";
            context.Response.Headers["X-RateLimit-Reset"] = $"{reset:yyyy-MM-ddTHH:mm:ss.ffffffZ}";
        }

        return context.AnswerErrorAsync(status, status == 429 ? "Too many requests" : "Something went wrong on our end");
    }

    private static async Task ForAccountAsync(HttpContext context, Func<HttpContext, string, Call, Task> handle)
    {
        if (context.Request.SandboxBearer() is not { } token)
        {
            await context.AnswerErrorAsync(401, "The access token is invalid");
            return;
        }

        try
        {
            await handle(context, $"newsroom_{Answers.AccountOf(token)}", await Call.ReadAsync(context.Request));
        }
        catch (JsonException)
        {
            await context.AnswerErrorAsync(400, "There was a problem parsing the JSON you submitted");
        }
    }

    private static Task VerifyAsync(HttpContext context, string account, Call call) =>
        context.AnswerAsync(MastodonStatuses.AccountView(account, context.Instance()));

    private Task ListAsync(HttpContext context, string account, Call call)
    {
        if (context.IdInPath() != MastodonStatuses.AccountId(account))
        {
            return context.AnswerErrorAsync(404, "Record not found");
        }

        var limit = int.TryParse(call.Text("limit"), CultureInfo.InvariantCulture, out var asked) ? Math.Clamp(asked, 1, 40) : 20;
        lock (_statuses.Gate)
        {
            var found = _statuses.Of(account, call.Text("max_id"), call.Text("since_id") ?? call.Text("min_id"), limit);
            return context.AnswerAsync(new JsonArray([.. found.Select(status => status.View(context.Instance()))]));
        }
    }

    private Task PublishAsync(HttpContext context, string account, Call call)
    {
        var key = context.Request.Headers["Idempotency-Key"].FirstOrDefault();
        lock (_statuses.Gate)
        {
            if (!string.IsNullOrEmpty(key) && _statuses.MadeBy(account, key) is { } made)
            {
                return _statuses.Find(made) is { } repeated
                    ? context.AnswerAsync(repeated.View(context.Instance()))
                    : context.AnswerErrorAsync(404, "Record not found");
            }

            var parent = call.Text("in_reply_to_id") is { } replyTo ? _statuses.Find(replyTo) : null;
            if (parent is null && call.Text("in_reply_to_id") is not null)
            {
                return context.AnswerErrorAsync(404, "The post you are trying to reply to does not appear to exist.");
            }

            // The real server lets anybody answer anybody; a thread of ours that answers a stranger is a mistake, so here it is seen.
            if (parent is not null && parent.Account != account)
            {
                return context.AnswerErrorAsync(422, "Validation failed: In reply to is not a post of this account");
            }

            if (Compose(account, call, parent, null, out var problem) is not { } status)
            {
                return context.AnswerErrorAsync(422, problem);
            }

            _statuses.Keep(status);
            if (!string.IsNullOrEmpty(key))
            {
                _statuses.Remember(account, key, status.Id);
            }

            Record(NetworkAction.Publish, status, key);
            return context.AnswerAsync(status.View(context.Instance()));
        }
    }

    private MastodonStatus? Compose(string account, Call call, MastodonStatus? parent, string? edited, out string problem)
    {
        var text = (call.Text("status") ?? "").Trim();
        var spoilerText = (call.Text("spoiler_text") ?? "").Trim();
        var visibility = call.Text("visibility") ?? "public";
        IReadOnlyList<MastodonAttachment?> attachments =
        [
            .. call.List("media_ids").Select(id => _statuses.IsTaken(id, edited) ? null : _statuses.FindAttachment(id, account)),
        ];
        problem = MastodonRules.ProblemOf(text, spoilerText, visibility, attachments) ?? "";
        return problem.Length > 0
            ? null
            : new MastodonStatus(
                _statuses.NextId(),
                account,
                _time.GetUtcNow(),
                text,
                spoilerText,
                call.Flag("sensitive") || spoilerText.Length > 0,
                visibility,
                MastodonRules.LanguageOf(call.Text("language")),
                parent?.Id,
                (parent?.Part ?? 0) + 1,
                [.. attachments.OfType<MastodonAttachment>()]
            );
    }

    private Task ShowAsync(HttpContext context, string account, Call call)
    {
        lock (_statuses.Gate)
        {
            return _statuses.Find(context.IdInPath()) is { } status
                ? context.AnswerAsync(status.View(context.Instance()))
                : context.AnswerErrorAsync(404, "Record not found");
        }
    }

    private Task EditAsync(HttpContext context, string account, Call call)
    {
        lock (_statuses.Gate)
        {
            if (_statuses.Find(context.IdInPath()) is not { } status || status.Account != account)
            {
                return context.AnswerErrorAsync(404, "Record not found");
            }

            if (Compose(account, call, null, status.Id, out var problem) is not { } changed)
            {
                return context.AnswerErrorAsync(422, problem);
            }

            status = changed with
            {
                Id = status.Id,
                CreatedAt = status.CreatedAt,
                Visibility = status.Visibility,
                InReplyTo = status.InReplyTo,
                Part = status.Part,
                EditedAt = _time.GetUtcNow(),
            };
            _statuses.Keep(status);
            Record(NetworkAction.Edit, status, null);
            return context.AnswerAsync(status.View(context.Instance()));
        }
    }

    private Task DeleteAsync(HttpContext context, string account, Call call)
    {
        lock (_statuses.Gate)
        {
            if (_statuses.Find(context.IdInPath()) is not { } status || status.Account != account)
            {
                return context.AnswerErrorAsync(404, "Record not found");
            }

            _statuses.Remove(status.Id, withAttachments: call.Flag("delete_media"));
            Record(NetworkAction.Delete, status, null);
            var view = status.View(context.Instance());
            view["text"] = status.Text;
            return context.AnswerAsync(view);
        }
    }

    private void Record(NetworkAction action, MastodonStatus status, string? key)
    {
        var shown = status.SpoilerText.Length == 0 ? status.Text : $"{status.SpoilerText}\n\n{status.Text}";
        _ledger.Add(
            Name,
            action,
            status.Id,
            status.Account,
            shown,
            [.. status.Attachments.Select(attachment => attachment.Medium)],
            status.Part,
            language: status.Language,
            idempotencyKey: string.IsNullOrEmpty(key) ? null : key
        );
    }
}
