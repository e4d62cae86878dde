using Publisher.Channels;
using Publisher.Posts;
using Publisher.Posts.Storage;

namespace Publisher.Tests.Scheduler;

/// <summary>Many posts that are due at one moment, prepared, each on a channel of its own, written as rows.</summary>
internal static class Burst
{
    public static Task AddAsync(
        Store store,
        Secrets secrets,
        int posts,
        string network = "stub",
        IReadOnlyDictionary<string, string>? settings = null,
        IReadOnlyDictionary<string, string>? credentials = null,
        TimeSpan after = default,
        int first = 0
    ) =>
        store.WriteAsync(
            scope =>
            {
                for (var number = first; number < first + posts; number++)
                {
                    Add(scope, secrets, number, network, settings ?? new Dictionary<string, string>(), credentials, after);
                }

                return Task.CompletedTask;
            },
            TestContext.Current.CancellationToken
        );

    private static void Add(
        WriteScope scope,
        Secrets secrets,
        int number,
        string network,
        IReadOnlyDictionary<string, string> settings,
        IReadOnlyDictionary<string, string>? credentials,
        TimeSpan after
    )
    {
        var id = $"ch_{number:0000}";
        var plan = new ChannelPlan(id, "en", null, null, settings, [], TimeSpan.Zero, TimeSpan.Zero, Enabled: true);
        var cipher = ChannelAccesses.Write(secrets, id, credentials ?? new Dictionary<string, string>());
        var channel = new Channel(id, plan, network, Format.ShortText, cipher, scope.Now);
        var variant = new StoredVariant($"v_{number:0000}", $"c_{number:0000}", 1, channel, scope.Now) { Approved = true };
        var document = new Variant
        {
            ChannelId = id,
            Network = network,
            Format = channel.Format,
            Language = channel.Language,
            Parts = [new Part { Number = 1, Text = $"The bridge is open again, day {number}." }],
        };
        variant.Ready(document, hash: $"hash-{number}", warnings: []);
        scope.Db.Channels.Add(channel);
        scope.Db.Variants.Add(variant);
        var post = new Post($"p_{number:0000}", variant, scope.Now + after, null, TimeSpan.FromHours(6), repeat: false, "lead", scope.Now);
        post.SetPrepared(Prepared.Ready.Nothing);
        scope.Db.Posts.Add(post);
    }
}
