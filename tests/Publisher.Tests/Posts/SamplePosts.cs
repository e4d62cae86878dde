using Publisher.Channels;
using Publisher.Posts;
using Publisher.Posts.Storage;

namespace Publisher.Tests.Posts;

/// <summary>Channels and posts as rows, for what only reads them.</summary>
internal static class SamplePosts
{
    public static Channel AddChannel(this WriteScope scope, string id, params IReadOnlyList<Slot> slots)
    {
        var plan = new ChannelPlan(
            $"Channel {id}",
            "en",
            AgeBand: null,
            Region: null,
            new Dictionary<string, string>(),
            slots,
            MinGap: TimeSpan.Zero,
            Jitter: TimeSpan.Zero,
            Enabled: true
        );
        var channel = new Channel(id, plan, "mastodon", Format.ShortText, credentials: "", scope.Now);
        scope.Db.Channels.Add(channel);
        return channel;
    }

    public static Post AddPost(this WriteScope scope, Channel channel, string id, DateTimeOffset publishAt, int parts = 1)
    {
        var variant = new StoredVariant($"v_{id}", $"c_{id}", 1, channel, scope.Now);
        var document = new Variant
        {
            ChannelId = channel.Id,
            Network = channel.Network,
            Format = channel.Format,
            Language = channel.Language,
            Parts = [.. Enumerable.Range(1, parts).Select(number => new Part { Number = number, Text = "Text" })],
        };
        variant.Ready(document, hash: $"hash-{id}", warnings: []);
        var post = new Post(id, variant, publishAt, "Asia/Yerevan", TimeSpan.FromHours(6), repeat: false, "editor", scope.Now);
        scope.Db.Posts.Add(post);
        return post;
    }
}
