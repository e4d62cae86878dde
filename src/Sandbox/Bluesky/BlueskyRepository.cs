using System.Text.Json.Nodes;

namespace Publisher.Sandbox.Bluesky;

/// <summary>The records of all accounts, and the calls that read and write them.</summary>
internal sealed class BlueskyRepository(Ledger ledger, BlueskySessions sessions, BlueskyBlobs blobs, TimeProvider time)
{
    private const string Posts = "app.bsky.feed.post";
    private const string TidAlphabet = "234567abcdefghijklmnopqrstuvwxyz";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, BlueskyRecord> _records = [];
    private int _revision;

    public Task CreateAsync(HttpContext context, BlueskyAccount account, Call call)
    {
        lock (_gate)
        {
            var key = call.Text("rkey") ?? NextKey();
            if (Compose(call, account, key, out var error) is not { } record)
            {
                return context.AnswerErrorAsync(error!);
            }

            // The real server trips over the value in its tree; it is no clean refusal there either.
            if (_records.ContainsKey(record.Uri))
            {
                return context.AnswerErrorAsync(new BlueskyError(500, "InternalServerError", "Internal Server Error"));
            }

            return AnswerWrittenAsync(context, record, NetworkAction.Publish, account);
        }
    }

    public Task PutAsync(HttpContext context, BlueskyAccount account, Call call)
    {
        lock (_gate)
        {
            if (call.Text("rkey") is not { } key)
            {
                return context.AnswerErrorAsync(BlueskyError.Invalid("Input must have the property \"rkey\""));
            }

            if (Compose(call, account, key, out var error) is not { } record)
            {
                return context.AnswerErrorAsync(error!);
            }

            var existing = _records.GetValueOrDefault(record.Uri);
            if (call.Fields.ContainsKey("swapRecord") && call.Text("swapRecord") != existing?.Cid)
            {
                return context.AnswerErrorAsync(new BlueskyError(400, "InvalidSwap", $"Record was at {existing?.Cid ?? "null"}"));
            }

            if (existing is not null && JsonNode.DeepEquals(existing.Value, record.Value))
            {
                return context.AnswerAsync(Written(existing));
            }

            return AnswerWrittenAsync(context, record, existing is null ? NetworkAction.Publish : NetworkAction.Edit, account);
        }
    }

    public Task DeleteAsync(HttpContext context, BlueskyAccount account, Call call)
    {
        if (RepositoryProblem(call, account) is { } problem)
        {
            return context.AnswerErrorAsync(problem);
        }

        lock (_gate)
        {
            if (!_records.Remove($"at://{account.Did}/{call.Text("collection")}/{call.Text("rkey")}", out var removed))
            {
                return context.AnswerAsync(new JsonObject());
            }

            Note(NetworkAction.Delete, removed, account);
            return context.AnswerAsync(new JsonObject { ["commit"] = NextCommit() });
        }
    }

    public async Task ShowAsync(HttpContext context)
    {
        var call = await Call.ReadAsync(context.Request);
        if (sessions.Find(call.Text("repo")) is not { } account)
        {
            await context.AnswerErrorAsync(BlueskyError.Invalid($"Could not find repo: {call.Text("repo")}"));
            return;
        }

        var uri = $"at://{account.Did}/{call.Text("collection")}/{call.Text("rkey")}";
        if (Find(uri) is not { } record)
        {
            await context.AnswerErrorAsync(new BlueskyError(400, "RecordNotFound", $"Could not locate record: {uri}"));
            return;
        }

        await context.AnswerAsync(record.View());
    }

    /// <summary>Newest first: keys hold a time and sort by it.</summary>
    public async Task ListAsync(HttpContext context)
    {
        var call = await Call.ReadAsync(context.Request);
        if (sessions.Find(call.Text("repo")) is not { } account)
        {
            await context.AnswerErrorAsync(BlueskyError.Invalid($"Could not find repo: {call.Text("repo")}"));
            return;
        }

        var limit = int.TryParse(call.Text("limit"), out var asked) ? Math.Clamp(asked, 1, 100) : 50;
        var prefix = $"at://{account.Did}/{call.Text("collection")}/";
        await context.AnswerAsync(
            new JsonObject { ["records"] = new JsonArray([.. Newest(prefix, limit).Select(record => record.View())]) }
        );
    }

    private BlueskyRecord? Find(string uri)
    {
        lock (_gate)
        {
            return _records.GetValueOrDefault(uri);
        }
    }

    private IReadOnlyList<BlueskyRecord> Newest(string prefix, int limit)
    {
        lock (_gate)
        {
            var found = _records.Values.Where(record => record.Uri.StartsWith(prefix, StringComparison.Ordinal));
            return [.. found.OrderByDescending(record => record.Uri, StringComparer.Ordinal).Take(limit)];
        }
    }

    private static BlueskyError? RepositoryProblem(Call call, BlueskyAccount account) =>
        call.Text("repo") == account.Did || call.Text("repo") == account.Handle
            ? null
            : new BlueskyError(403, "AccountNotFound", "Account not found");

    private BlueskyRecord? Compose(Call call, BlueskyAccount account, string key, out BlueskyError? error)
    {
        var collection = call.Text("collection");
        var embedRules = new BlueskyEmbedRules(blobs, account.Did);
        var record = call.Node("record") as JsonObject;
        error =
            RepositoryProblem(call, account)
            ?? ShapeProblem(record, collection, key)
            ?? (
                collection == Posts
                    ? PostProblem(record!) ?? embedRules.ProblemOf(record!["embed"]) ?? ReplyProblem(record!["reply"], account)
                    : null
            );
        if (error is not null)
        {
            return null;
        }

        record!["$type"] = collection;
        var uri = $"at://{account.Did}/{collection}/{key}";
        var parent = (string?)record["reply"]?["parent"]?["uri"] is { } parentUri ? _records.GetValueOrDefault(parentUri)?.Part : 0;
        return new BlueskyRecord(uri, Cid.OfRecord(record.ToJsonString()), record.DeepClone().AsObject(), parent + 1, embedRules.Media);
    }

    private static BlueskyError? ShapeProblem(JsonObject? record, string? collection, string key)
    {
        if (record is null || collection is null)
        {
            return BlueskyError.Invalid("Input must have the properties \"collection\" and \"record\"");
        }

        if ((string?)record["$type"] is { } type && type != collection)
        {
            return BlueskyError.Invalid($"Invalid $type: expected {collection}, got {type}");
        }

        return collection == Posts && !BlueskyPostRules.IsTid(key)
            ? BlueskyError.Invalid($"Invalid record key for {Posts}: Invalid TID string (got \"{key}\") at $")
            : null;
    }

    private static BlueskyError? PostProblem(JsonObject record) =>
        BlueskyPostRules.ProblemOf(record) is { } problem ? BlueskyError.Invalid($"Invalid {Posts} record: {problem}") : null;

    /// <summary>
    /// The real server takes a reply to anything, and readers then see no thread; here it must answer a post of the account in the version
    /// that is there, and name the beginning of the same thread, so that the mistake is seen.
    /// </summary>
    private BlueskyError? ReplyProblem(JsonNode? reply, BlueskyAccount account)
    {
        if (reply is null)
        {
            return null;
        }

        var parent = Answered(reply["parent"], account);
        var root = Answered(reply["root"], account);
        var beginning = (string?)parent?.Value["reply"]?["root"]?["uri"] ?? parent?.Uri;
        return parent is null ? BlueskyError.Invalid("No post of this account in this version at $.record.reply.parent")
            : root is null || root.Uri != beginning ? BlueskyError.Invalid("Not the beginning of the thread at $.record.reply.root")
            : null;
    }

    private BlueskyRecord? Answered(JsonNode? reference, BlueskyAccount account) =>
        (string?)reference?["uri"] is { } uri
        && uri.StartsWith($"at://{account.Did}/{Posts}/", StringComparison.Ordinal)
        && _records.TryGetValue(uri, out var record)
        && record.Cid == (string?)reference["cid"]
            ? record
            : null;

    private Task AnswerWrittenAsync(HttpContext context, BlueskyRecord record, NetworkAction action, BlueskyAccount account)
    {
        _records[record.Uri] = record;
        Note(action, record, account);
        var answer = Written(record);
        answer["commit"] = NextCommit();
        return context.AnswerAsync(answer);
    }

    private static JsonObject Written(BlueskyRecord record) =>
        new()
        {
            ["uri"] = record.Uri,
            ["cid"] = record.Cid,
            ["validationStatus"] = "valid",
        };

    private JsonObject NextCommit() => new() { ["cid"] = Cid.OfRecord($"commit {++_revision}"), ["rev"] = NextKey() };

    /// <summary>A TID of now: 53 bits of microseconds and 10 bits of clock id, of which we count up.</summary>
    private string NextKey()
    {
        var microseconds = (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        var value = (microseconds << 10) | (uint)(_revision & 1023);
        return string.Concat(Enumerable.Range(0, 13).Select(i => TidAlphabet[(int)(value >> (60 - (5 * i))) & 31]));
    }

    private void Note(NetworkAction action, BlueskyRecord record, BlueskyAccount account)
    {
        var langs = record.Value["langs"] as JsonArray;
        ledger.Add(
            "bluesky",
            action,
            record.Uri,
            account.Handle,
            (string?)record.Value["text"] ?? "",
            record.Media,
            record.Part,
            language: langs is null ? null : string.Join(',', langs.Select(lang => (string?)lang))
        );
    }
}

/// <param name="Part">Position in its thread; null when it answers a post that is not here.</param>
internal sealed record BlueskyRecord(string Uri, string Cid, JsonObject Value, int? Part, IReadOnlyList<LedgerMedium> Media)
{
    public JsonObject View() =>
        new()
        {
            ["uri"] = Uri,
            ["cid"] = Cid,
            ["value"] = Value.DeepClone(),
        };
}
