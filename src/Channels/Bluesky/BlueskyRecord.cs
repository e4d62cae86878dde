using System.Text.Json;
using Publisher.Channels.Http;
using Refit;

namespace Publisher.Channels.Bluesky;

/// <summary>The record of a part, equal byte for byte on every try.</summary>
internal static class BlueskyRecord
{
    public static BlueskyPost Of(Part part, Variant variant, BlueskyPostKey key, IReadOnlyList<JsonElement> blobs, BlueskyReply? reply) =>
        new(
            part.Text,
            key.CreatedAtText,
            [variant.Language],
            BlueskyFacets.In(part.Text),
            blobs.Count == 0 ? null : new BlueskyImages([.. part.Files.Zip(blobs, Image)]),
            // Of the labels an author may set, this is the one that covers pictures without calling them something they are not.
            part.Graphic || part.Sensitive
                ? new BlueskyLabels([new BlueskyLabel("graphic-media")])
                : null,
            reply
        );

    /// <summary>The server said that there is no such record, as opposed to not saying anything useful.</summary>
    public static bool IsRecordMissing(this IApiResponse response, SentMark sent)
    {
        var isMissing = false;
        response.ToFailure(sent, refusal => (isMissing = BlueskyAnswers.ErrorOf(refusal) is "RecordNotFound") ? null : null);
        return isMissing;
    }

    private static BlueskyImage Image(VariantFile file, JsonElement blob) => new(file.Alt, blob, new BlueskyRatio(file.Width, file.Height));
}
