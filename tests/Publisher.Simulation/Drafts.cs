using Publisher.Channels;
using Publisher.Posts;

namespace Publisher.Simulation;

/// <summary>The channels and posts that a story begins with.</summary>
internal static class Drafts
{
    private static readonly DateTimeOffset Made = new(2026, 12, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly string[] Channels = ["channel 0", "channel 1"];

    /// <summary>By channel and number of parts, two revisions each.</summary>
    private static readonly StoredVariant[][][] Revisions =
    [
        .. Channels.Select(channel => Enumerable.Range(1, 3).Select(parts => Make(channel, parts)).ToArray()),
    ];

    public static Diary Diary(Dice dice, Clock clock, Rules rules)
    {
        var channels = Channels[..dice.Of(1, 2)];
        var posts = new Post[dice.Of(1, 1, 2)];
        var pieces = new Piece[posts.Length];
        for (var number = 0; number < posts.Length; number++)
        {
            var place = dice.Below(channels.Length);
            var first = dice.Below(3);
            pieces[number] = new Piece([Revisions[place][first][0], Revisions[place][dice.Below(3)][1]]);
            var at = clock.Now + dice.Between(0, dice.Of(10, 600));
            var late = dice.Of(TimeSpan.FromHours(6), TimeSpan.FromMinutes(20));
            posts[number] = new Post($"post {number}", pieces[number].Variant, at, null, late, repeat: true, "lead", Made);
        }

        return new(posts, pieces, [.. channels.Select(id => NewChannel(id, TimeSpan.FromSeconds(dice.Of(0, 60))))], rules);
    }

    /// <summary>How a channel is set up.</summary>
    public static ChannelPlan Plan(TimeSpan minGap, bool isOn = true) =>
        new("Channel", "en", null, null, new Dictionary<string, string>(), [], minGap, TimeSpan.Zero, isOn);

    private static StoredVariant[] Make(string channel, int parts) =>
        [
            .. Enumerable
                .Range(1, 2)
                .Select(revision =>
                {
                    var owner = NewChannel(channel, TimeSpan.Zero);
                    var row = new StoredVariant($"variant {channel} {parts} {revision}", "content", revision, owner, Made);
                    var document = new Variant
                    {
                        ChannelId = channel,
                        Network = "network",
                        Format = Format.ShortText,
                        Language = "en",
                        Parts = [.. Enumerable.Range(1, parts).Select(number => new Part { Number = number, Text = "Text" })],
                    };
                    row.Ready(document, row.Id, []);
                    return row;
                }),
        ];

    private static Channel NewChannel(string id, TimeSpan minGap) =>
        new(id, Plan(minGap), "network", Format.ShortText, credentials: "", Made);
}
