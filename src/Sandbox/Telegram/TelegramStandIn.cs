using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Publisher.Sandbox.Telegram;

/// <summary>The Bot API. A bot is any token that begins with <c>sandbox</c>; it administers every chat.</summary>
internal sealed partial class TelegramStandIn : StandIn
{
    private readonly TelegramSending _sending;
    private readonly TelegramChanging _changing;

    public TelegramStandIn(Ledger ledger, Pictures pictures, Puller puller, TimeProvider time)
        : base("telegram")
    {
        var chats = new TelegramChats(ledger, time);
        var uploads = new TelegramUploads(pictures, puller);
        _sending = new TelegramSending(chats, uploads);
        _changing = new TelegramChanging(chats, uploads);
    }

    public override void Map(IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/bot{token}/{method}", ["GET", "POST"], HandleAsync);
        routes.MapFallback("{*path}", context => new TelegramAnswer(404, null, "Not Found").SendAsync(context));
    }

    public override ValueTask<NetworkAction?> ActionOfAsync(HttpRequest request, string path) =>
        ValueTask.FromResult<NetworkAction?>(
            path.Split('/')[^1].ToLowerInvariant() switch
            {
                // A copy into another chat is how one asks whether a message exists: the channel itself does not change.
                "copymessage" or "forwardmessage" => NetworkAction.Read,
                "getme" => NetworkAction.Auth,
                ['s', 'e', 'n', 'd', ..] => NetworkAction.Publish,
                ['e', 'd', 'i', 't', ..] => NetworkAction.Edit,
                "deletemessage" or "deletemessages" => NetworkAction.Delete,
                _ => NetworkAction.Read,
            }
        );

    public override Task RefuseAsync(HttpContext context, NetworkAction action) =>
        (
            action switch
            {
                NetworkAction.Auth => new TelegramAnswer(401, null, "Unauthorized"),
                NetworkAction.Delete => TelegramAnswer.Bad("message can't be deleted"),
                NetworkAction.Edit => TelegramAnswer.Bad("message can't be edited"),
                _ => new TelegramAnswer(403, null, "Forbidden: bot is not a member of the channel chat"),
            }
        ).SendAsync(context);

    public override Task FailAsync(HttpContext context, int status, int? retryAfterSeconds) =>
        (
            status == 429
                ? new TelegramAnswer(429, null, $"Too Many Requests: retry after {retryAfterSeconds ?? 35}")
                : new TelegramAnswer(status, null, status >= 500 ? "Internal Server Error" : "Bad Request")
        ).SendAsync(context, status == 429 ? retryAfterSeconds ?? 35 : null);

    private async Task HandleAsync(HttpContext context)
    {
        var token = (string)context.Request.RouteValues["token"]!;
        if (!Answers.IsSandboxSecret(token))
        {
            await (RealToken().IsMatch(token) ? new TelegramAnswer(401, null, "Unauthorized") : new(404, null, "Not Found")).SendAsync(
                context
            );
            return;
        }

        try
        {
            var call = await Call.ReadAsync(context.Request);
            var method = ((string)context.Request.RouteValues["method"]!).ToLowerInvariant();
            await (await DoAsync(method, token, call, context.RequestAborted)).SendAsync(context);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            await TelegramAnswer.Bad("can't parse the request").SendAsync(context);
        }
    }

    private async Task<TelegramAnswer> DoAsync(string method, string token, Call call, CancellationToken cancellationToken) =>
        method switch
        {
            "sendmessage" => await _sending.SendMessageAsync(call, cancellationToken),
            "sendphoto" => await _sending.SendFileAsync(call, "photo", cancellationToken),
            "sendvideo" => await _sending.SendFileAsync(call, "video", cancellationToken),
            "senddocument" => await _sending.SendFileAsync(call, "document", cancellationToken),
            "sendmediagroup" => await _sending.SendAlbumAsync(call, cancellationToken),
            "copymessage" => _sending.Copy(call, isForward: false),
            "forwardmessage" => _sending.Copy(call, isForward: true),
            "editmessagetext" => _changing.EditText(call, isCaption: false),
            "editmessagecaption" => _changing.EditText(call, isCaption: true),
            "editmessagemedia" => await _changing.EditMediaAsync(call, cancellationToken),
            "editmessagereplymarkup" => _changing.EditKeyboard(call),
            "deletemessage" => _changing.Delete(call),
            "deletemessages" => _changing.DeleteMany(call),
            "getme" => TelegramAnswer.Ok(Bot(token)),
            "getchat" or "getchatmember" or "getchatmembercount" => Look(method, token, call),
            "getupdates" => TelegramAnswer.Ok(new JsonArray()),
            "setwebhook" or "deletewebhook" => TelegramAnswer.Ok(true),
            _ => new TelegramAnswer(404, null, "Not Found"),
        };

    private static TelegramAnswer Look(string method, string token, Call call) =>
        call.Text("chat_id") is not { } chat || !TelegramChats.Exists(chat)
            ? TelegramAnswer.Bad("chat not found")
            : TelegramAnswer.Ok(
                method switch
                {
                    "getchat" => TelegramMessage.ChatView(chat),
                    "getchatmembercount" => 1000,
                    _ => new JsonObject
                    {
                        ["user"] = Bot(token),
                        ["status"] = "administrator",
                        ["can_post_messages"] = true,
                        ["can_edit_messages"] = true,
                        ["can_delete_messages"] = true,
                    },
                }
            );

    private static JsonObject Bot(string token) =>
        new()
        {
            ["id"] = Convert.ToInt64(Answers.AccountOf(token), 16),
            ["is_bot"] = true,
            ["first_name"] = "Sandbox",
            ["username"] = "sandbox_bot",
        };

    [GeneratedRegex(@"^\d+:[\w-]{35}$")]
    private static partial Regex RealToken();
}
