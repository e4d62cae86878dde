using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Publisher.Api.Keys;
using Publisher.Channels;
using Publisher.Posts.Keys;
using Publisher.Posts.Storage;

namespace Publisher.Api.Conventions;

/// <summary>
/// The one way in for writes: work and kept answer commit in one transaction, so that a repeat with the same Idempotency-Key
/// gets the same answer and makes nothing twice.
/// </summary>
internal sealed class Door(Store store, Secrets secrets, KeptKeys keys)
{
    public const string KeyHeader = "Idempotency-Key";

    /// <summary>How long an answer is kept.</summary>
    public static TimeSpan Kept { get; } = TimeSpan.FromHours(48);

    private readonly ConcurrentDictionary<string, bool> _running = new();

    /// <summary>
    /// Runs <paramref name="work"/> in one transaction. A reply of 400 and above rolls it back, unless it says <see cref="Reply.Commits"/>.
    /// The work may run again when another writer was faster, so it changes nothing outside its scope, and calls no network.
    /// </summary>
    public async Task<IResult> WriteAsync(HttpContext context, Func<WriteScope, Task<Reply>> work, CancellationToken cancellationToken)
    {
        using var turn = await EnterAsync(context, cancellationToken);
        return turn.Earlier ?? await turn.WriteAsync(work, cancellationToken);
    }

    /// <summary>For work that needs something done before its transaction. When <see cref="Turn.Earlier"/> is set, that is the answer.</summary>
    public async Task<Turn> EnterAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var key = await IdempotencyKey.OfAsync(context, keys, cancellationToken);
        var act = RouteAct.Of(context);
        if (key is null)
        {
            return new Turn(this, act, null, null, null);
        }

        if (!_running.TryAdd(key.Row, true))
        {
            return new Turn(this, act, null, null, InFlight());
        }

        try
        {
            return new Turn(this, act, key, key.Row, await EarlierAsync(key, cancellationToken));
        }
        catch
        {
            _running.TryRemove(key.Row, out _);
            throw;
        }
    }

    private async Task<Reply?> EarlierAsync(IdempotencyKey key, CancellationToken cancellationToken)
    {
        await using var db = store.Read();
        var answer = await db.Answers.FirstOrDefaultAsync(row => row.Key == key.Row, cancellationToken);
        return answer is null ? null : Replay(answer, key);
    }

    private Reply Replay(StoredAnswer answer, IdempotencyKey key) =>
        answer.Fingerprint == key.Fingerprint
            ? new Reply(answer.Status)
            {
                Body = Convert.FromBase64String(secrets.Unprotect("answers", "body", answer.Key, answer.Body)),
                ContentType = answer.ContentType,
                Location = answer.Location,
                ETag = answer.ETag,
                Headers = [new("Idempotent-Replayed", "true")],
            }
            : Problems.Of(422, "idempotency_mismatch", $"This {KeyHeader} was used with another body.");

    private StoredAnswer Keep(IdempotencyKey key, Reply reply, DateTimeOffset now) =>
        new()
        {
            Key = key.Row,
            Fingerprint = key.Fingerprint,
            Status = reply.Status,
            Location = reply.Location,
            ETag = reply.ETag,
            ContentType = reply.ContentType,
            Body = secrets.Protect("answers", "body", key.Row, Convert.ToBase64String(reply.ReplayBytes())),
            At = now,
        };

    private static Reply InFlight() =>
        Problems.Conflict("idempotency_in_flight", $"A request with this {KeyHeader} is still running.") with
        {
            Headers = [new("Retry-After", "1")],
        };

    /// <summary>One request's right to write under its key; nobody else has it until this is disposed.</summary>
    internal sealed class Turn(Door door, RouteAct? act, IdempotencyKey? key, string? held, Reply? earlier) : IDisposable
    {
        private const int MostRuns = 4;

        /// <summary>The answer that was given before, or a refusal.</summary>
        public Reply? Earlier => earlier;

        public async Task<Reply> WriteAsync(Func<WriteScope, Task<Reply>> work, CancellationToken cancellationToken)
        {
            for (var run = 1; ; run++)
            {
                try
                {
                    var reply = await CommitAsync(work, cancellationToken);
                    Checkpoint.Pass("answer-after-commit");
                    return reply;
                }
                catch (RolledBackException rolledBack)
                {
                    await KeepRefusalAsync(rolledBack.Reply, cancellationToken);
                    return rolledBack.Reply;
                }
                catch (DbUpdateException) when (run < MostRuns)
                {
                    // Another node wrote the same row first: what it wrote can be read now.
                    if (key is not null && await door.EarlierAsync(key, cancellationToken) is { } other)
                    {
                        return other;
                    }
                }
                catch (DbUpdateConcurrencyException)
                {
                    return Problems.Conflict("conflict", "It is being changed by somebody else. Try again.");
                }
            }
        }

        public void Dispose()
        {
            if (held is not null)
            {
                door._running.TryRemove(held, out _);
            }
        }

        private Task<Reply> CommitAsync(Func<WriteScope, Task<Reply>> work, CancellationToken cancellationToken) =>
            door.Store.WriteAsync(
                async scope =>
                {
                    act?.Begin(scope);
                    var reply = await work(scope);
                    if (!reply.IsSuccess && !reply.Commits)
                    {
                        throw new RolledBackException(reply);
                    }

                    if (reply.IsSuccess)
                    {
                        act?.WriteDown(scope, reply);
                    }

                    if (key is not null && IsKept(reply))
                    {
                        scope.Db.Answers.Add(door.Keep(key, reply, scope.Now));
                    }

                    Checkpoint.Pass("answer-before-commit");
                    return reply;
                },
                WriteTurn.First,
                cancellationToken
            );

        private async Task KeepRefusalAsync(Reply reply, CancellationToken cancellationToken)
        {
            if (key is not null && IsKept(reply))
            {
                await door.Store.WriteAsync(
                    scope => Task.FromResult(scope.Db.Answers.Add(door.Keep(key, reply, scope.Now))),
                    WriteTurn.First,
                    cancellationToken
                );
            }
        }

        private static bool IsKept(Reply reply) => reply.IsSuccess || reply.Status is 409 or 422;
    }

    private Store Store => store;

    private sealed class RolledBackException(Reply reply) : Exception
    {
        public Reply Reply => reply;
    }
}
