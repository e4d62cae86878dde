using System.Globalization;
using System.Text.Json.Nodes;

namespace Publisher.Sandbox.Demo;

/// <summary>The two people of the demo and what they do, step by step, through the service's door.</summary>
internal sealed class Newsroom(HttpClient http, Uri service, string adminKey, Progress progress)
{
    private const string Zone = "Asia/Yerevan";

    private readonly Door _admin = new(http, service, adminKey);
    private Door _writer = null!;
    private Door _editor = null!;

    /// <summary>Makes a key for the one who writes and one for the one who approves.</summary>
    public async Task InviteAsync(CancellationToken cancellationToken)
    {
        _writer = await KeyAsync("writer", ["read", "draft", "publish"], cancellationToken);
        _editor = await KeyAsync("editor", ["read", "approve"], cancellationToken);
        progress.Say("Two people have keys: writer and editor");
    }

    public async Task ListenAsync(WebhookInbox inbox, CancellationToken cancellationToken)
    {
        var webhook = await _admin.PostAsync(
            "/v1/webhooks",
            new JsonObject
            {
                ["url"] = inbox.Address.ToString(),
                ["events"] = new JsonArray("content.approved", "post.scheduled", "post.published"),
                ["description"] = "the newsroom's chat",
            },
            cancellationToken
        );
        inbox.Trust(webhook["secret"]!.GetValue<string>());
    }

    /// <summary>Makes the channels; the ids come in the order of <paramref name="audiences"/>.</summary>
    public async Task<IReadOnlyList<string>> OpenChannelsAsync(IReadOnlyList<Audience> audiences, CancellationToken cancellationToken)
    {
        var ids = new List<string>();
        foreach (var audience in audiences)
        {
            var channel = await _admin.PostAsync("/v1/channels", audience.ToChannel(), cancellationToken);
            ids.Add(Id(channel));
        }

        progress.Say($"{ids.Count} channels: {string.Join(", ", audiences.Select(audience => audience.Key))}");
        return ids;
    }

    /// <summary>Uploads the photograph and submits the piece.</summary>
    /// <returns>The content's id.</returns>
    public async Task<string> WriteAsync(DemoOptions options, IReadOnlyList<string> channels, CancellationToken cancellationToken)
    {
        var (photo, mediaType) = options.ReadPhoto();
        var media = await _writer.UploadAsync(photo, mediaType, cancellationToken);
        var removed = media["scrub"]!["removed"]!.AsArray().Select(name => name!.GetValue<string>());
        progress.Say($"Photograph of {media["width"]}x{media["height"]} px taken; removed from it: {string.Join(", ", removed)}");

        var piece = Story.Content(Id(media), showsBridge: options.Photo is null, channels);
        var content = await _writer.PostAsync("/v1/contents", piece, cancellationToken);
        progress.Say("One piece submitted in Russian, English, Armenian and Azerbaijani");
        return Id(content);
    }

    /// <summary>Waits until nothing is rendering, saying how far it is.</summary>
    /// <exception cref="DemoFailure">A variant is impossible.</exception>
    public async Task WaitForVariantsAsync(string content, CancellationToken cancellationToken)
    {
        var ready = -1;
        while (true)
        {
            var variants = await _writer.GetAsync($"/v1/contents/{content}/variants?limit=200", cancellationToken);
            var items = variants["items"]!.AsArray();
            var states = items.Select(item => item!["state"]!.GetValue<string>()).ToList();
            if (states.Count(state => state == "ready") is var now && now != ready)
            {
                ready = now;
                progress.Say($"Variants ready: {ready} of {states.Count}");
            }

            if (items.FirstOrDefault(item => item!["state"]!.GetValue<string>() == "impossible") is { } impossible)
            {
                throw new DemoFailure(
                    $"The variant for {impossible["network"]} is impossible: {impossible["problems"]!.ToJsonString(Answers.Json)}"
                );
            }

            if (states.Count > 0 && ready == states.Count)
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>The writer hands it in; the editor looks at exactly what will go out, and says yes to that.</summary>
    public async Task ApproveAsync(string content, CancellationToken cancellationToken)
    {
        await _writer.PostAsync($"/v1/contents/{content}/submit", null, cancellationToken);
        var seen = await _editor.GetAsync($"/v1/contents/{content}", cancellationToken);
        var hash = seen["hash"]!.GetValue<string>();
        await _editor.PostAsync(
            $"/v1/contents/{content}/approve",
            new JsonObject { ["hash"] = hash, ["checked"] = new JsonArray("faces", "background") },
            cancellationToken
        );
        progress.Say($"Approved by the editor, bound to hash {hash[..12]}…");
    }

    /// <summary>Schedules it on all channels for one moment.</summary>
    /// <returns>The posts' ids in the order of <paramref name="channels"/>.</returns>
    public async Task<IReadOnlyList<string>> ScheduleAsync(
        string content,
        IReadOnlyList<string> channels,
        TimeSpan ahead,
        CancellationToken cancellationToken
    )
    {
        var at = TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow() + ahead, TimeZoneInfo.FindSystemTimeZoneById(Zone));
        var posts = await _writer.PostAsync(
            "/v1/posts",
            new JsonObject
            {
                ["contentId"] = content,
                ["channels"] = new JsonArray([.. channels.Select(id => JsonValue.Create(id))]),
                ["publishAt"] = at.ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture),
                ["timezone"] = Zone,
            },
            cancellationToken
        );
        progress.Say($"Scheduled on all channels for {at.ToString("HH:mm:ss", CultureInfo.InvariantCulture)} in {Zone}");
        var made = posts["items"]!.AsArray();
        return [.. channels.Select(channel => Id(made.Single(post => post!["channelId"]!.GetValue<string>() == channel)!))];
    }

    /// <summary>Waits until every post is out, saying how late each was.</summary>
    /// <returns>The posts as they are in the end, in the order of <paramref name="ids"/>.</returns>
    public async Task<IReadOnlyList<JsonNode>> FollowAsync(
        IReadOnlyList<string> ids,
        IReadOnlyList<Audience> audiences,
        TimeSpan patience,
        CancellationToken cancellationToken
    )
    {
        var posts = new JsonNode?[ids.Count];
        var (started, said) = (progress.Elapsed, new string?[ids.Count]);
        while (progress.Elapsed - started < patience && posts.Any(post => StateOf(post) != "published"))
        {
            for (var i = 0; i < ids.Count; i++)
            {
                posts[i] = await _writer.GetAsync($"/v1/posts/{ids[i]}", cancellationToken);
                if (StateOf(posts[i]) is var state && state != said[i])
                {
                    said[i] = state;
                    progress.Say($"{audiences[i].Key, -13} {state}{Lateness(posts[i]!)}");
                }
            }

            await Task.Delay(TimeSpan.FromMilliseconds(150), TimeProvider.System, cancellationToken);
        }

        return posts!;
    }

    private static string? StateOf(JsonNode? post) => post?["state"]!.GetValue<string>();

    private static string Lateness(JsonNode post) =>
        StateOf(post) is "published" && post["lateByMs"] is { } late
            ? string.Create(CultureInfo.InvariantCulture, $", begun {late.GetValue<double>():0} ms after its time")
            : "";

    private async Task<Door> KeyAsync(string person, string[] scopes, CancellationToken cancellationToken)
    {
        var made = await _admin.PostAsync(
            "/v1/api-keys",
            new JsonObject { ["person"] = person, ["scopes"] = new JsonArray([.. scopes.Select(scope => JsonValue.Create(scope))]) },
            cancellationToken
        );
        return new Door(http, service, made["key"]!.GetValue<string>());
    }

    private static string Id(JsonNode view) => view["id"]!.GetValue<string>();
}
