using Publisher.Channels;
using Publisher.Posts;

namespace Publisher.Tests.Posts;

/// <summary>A post in memory, approved and due at <see cref="Start"/>.</summary>
internal static class SamplePost
{
    public static DateTimeOffset Start { get; } = new(2026, 12, 1, 9, 0, 0, TimeSpan.Zero);

    public static Channel Channel()
    {
        var plan = new ChannelPlan(
            "Channel",
            "en",
            null,
            null,
            new Dictionary<string, string>(),
            [],
            TimeSpan.Zero,
            TimeSpan.Zero,
            Enabled: true
        );
        return new Channel("ch_1", plan, "stub", Format.ShortText, "", Start);
    }

    public static StoredVariant Variant(int parts, string hash = "hash")
    {
        var row = new StoredVariant("v_1", "c_1", 1, Channel(), Start);
        var document = new Variant
        {
            ChannelId = "ch_1",
            Network = "stub",
            Format = Format.ShortText,
            Language = "en",
            Parts = [.. Enumerable.Range(1, parts).Select(number => new Part { Number = number, Text = $"Part {number}" })],
        };
        row.Ready(document, hash, []);
        return row;
    }

    public static Post Of(int parts) => new("p_1", Variant(parts), Start, null, TimeSpan.FromHours(6), repeat: false, "lead", Start);
}
