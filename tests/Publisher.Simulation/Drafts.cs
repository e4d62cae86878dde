using Publisher.Channels;
using Publisher.Posts;

namespace Publisher.Simulation;

/// <summary>The posts that a story begins with.</summary>
internal static class Drafts
{
    private static readonly DateTimeOffset Made = new(2026, 12, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly StoredVariant[][] Revisions = [.. Enumerable.Range(1, 3).Select(Make)];

    public static Diary Diary(Dice dice, Clock clock, Rules rules)
    {
        var posts = new Post[dice.Of(1, 1, 2)];
        var pieces = new Piece[posts.Length];
        for (var number = 0; number < posts.Length; number++)
        {
            var first = dice.Below(3);
            pieces[number] = new Piece([Revisions[first][0], Revisions[dice.Below(3)][1]]);
            var at = clock.Now + dice.Between(0, dice.Of(10, 600));
            var late = dice.Of(TimeSpan.FromHours(6), TimeSpan.FromMinutes(20));
            posts[number] = new Post($"post {number}", pieces[number].Variant, at, null, late, repeat: true, "lead", Made);
        }

        return new(posts, pieces, NewChannel(TimeSpan.FromSeconds(dice.Of(0, 60))), rules);
    }

    /// <summary>Two revisions of a piece with so many parts.</summary>
    private static StoredVariant[] Make(int parts) =>
        [
            .. Enumerable
                .Range(1, 2)
                .Select(revision =>
                {
                    var row = new StoredVariant($"variant {parts} {revision}", "content", revision, NewChannel(TimeSpan.Zero), Made);
                    var document = new Variant
                    {
                        ChannelId = "channel",
                        Network = "network",
                        Format = Format.ShortText,
                        Language = "en",
                        Parts = [.. Enumerable.Range(1, parts).Select(number => new Part { Number = number, Text = "Text" })],
                    };
                    row.Ready(document, row.Id, []);
                    return row;
                }),
        ];

    private static Channel NewChannel(TimeSpan minGap) => new("channel", Plan(minGap), "network", Format.ShortText, credentials: "", Made);

    private static ChannelPlan Plan(TimeSpan minGap) =>
        new("Channel", "en", null, null, new Dictionary<string, string>(), [], minGap, TimeSpan.Zero, Enabled: true);
}
