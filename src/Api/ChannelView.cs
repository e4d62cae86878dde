using System.Xml;
using Publisher.Channels;
using Publisher.Posts;

namespace Publisher.Api;

/// <summary>A channel as it is shown: never its credentials.</summary>
/// <param name="Record">What is published here stands in the public record, which ties its channels together.</param>
/// <param name="State"><c>ok</c>, <c>needs_reconnect</c> (its credentials were refused), <c>paused</c> or <c>disabled</c>.</param>
internal sealed record ChannelView(
    string Id,
    string Name,
    string Network,
    Format Format,
    string Language,
    AudienceBody Audience,
    IReadOnlyDictionary<string, string> Settings,
    IReadOnlyList<SlotBody> Slots,
    string MinGap,
    string Jitter,
    string Delivery,
    bool Enabled,
    bool Record,
    string State,
    DateTimeOffset CreatedAt
)
{
    /// <param name="pauses">Those in force.</param>
    public static ChannelView Of(Channel channel, IReadOnlyList<Pause> pauses) =>
        new(
            channel.Id,
            channel.Name,
            channel.Network,
            channel.Format,
            channel.Language,
            new AudienceBody(channel.AgeBand, channel.Region),
            channel.Settings,
            [.. channel.Slots.Select(SlotBody.Of)],
            XmlConvert.ToString(channel.MinGap),
            XmlConvert.ToString(channel.Jitter),
            "api",
            channel.Enabled,
            channel.Record,
            channel.State is "ok" && pauses.Any(pause => pause.Covers(channel.Id)) ? PostExplanation.Paused : channel.State,
            channel.CreatedAt
        );
}
