using Publisher.Api.Conventions;
using Publisher.Api.Keys;
using Publisher.Posts;
using Publisher.Posts.Safety;

namespace Publisher.Api;

/// <summary>What is answered when a text shows protected names: where, and which entry; never the name.</summary>
internal static class GuardReply
{
    public static Reply Of(IReadOnlyList<(StoredVariant Variant, GuardFinding Finding)> hits, Caller caller) =>
        Problems.Conflict(
            "leak_guard",
            "What would go out shows a protected name. Change the text, or have two people let it pass (guard-overrides).",
            (
                "hits",
                hits.Where(hit => caller.Sees(hit.Variant.ChannelId))
                    .Select(hit => GuardHitView.Of(hit.Variant.ChannelId, hit.Finding))
                    .ToList()
            )
        );
}

/// <param name="Part">Number of the part; 0 for what stands beside the parts, such as the words of slides.</param>
/// <param name="Field">Such as <c>text</c>, <c>alt</c>, <c>hashtags</c>.</param>
/// <param name="Start">In UTF-16 units of the field.</param>
internal sealed record GuardHitView(string EntryId, string ChannelId, int Part, string Field, int Start, int Length, string Rule)
{
    public static GuardHitView Of(string channelId, GuardFinding finding) =>
        new(finding.EntryId, channelId, finding.Part, finding.Field, finding.Start, finding.Length, finding.Rule);
}
