using Publisher.Api.Conventions;
using Publisher.Channels;
using Publisher.Posts;

namespace Publisher.Api;

/// <summary>One revision as one channel's readers will see it.</summary>
/// <param name="Progress">Per cent.</param>
/// <param name="Hash">Of exactly what will go out; null until ready.</param>
/// <param name="Problems">Why it is impossible.</param>
internal sealed record VariantView(
    string? Id,
    string ChannelId,
    string Network,
    Format Format,
    string Language,
    VariantState State,
    int Progress,
    string? Hash,
    bool Approved,
    IReadOnlyList<PartView> Parts,
    IReadOnlyList<Warning> Warnings,
    IReadOnlyList<FieldError> Problems
)
{
    public static VariantView Of(StoredVariant variant, int progress) =>
        new(
            variant.Id,
            variant.ChannelId,
            variant.Network,
            variant.Format,
            variant.Language,
            variant.State,
            progress,
            variant.Hash,
            variant.Approved,
            variant.Document is { } document ? PartView.Of(document, (_, number) => $"/v1/variants/{variant.Id}/files/{number}") : [],
            variant.Warnings,
            [.. variant.Problems.Select(FieldError.Of)]
        );

    /// <summary>The file's place among all files of a variant, from 1, as its address counts.</summary>
    public static VariantFile? FileAt(Variant variant, int number) =>
        variant.Parts.SelectMany(part => part.Files).ElementAtOrDefault(number - 1);
}

/// <summary>A text or a file of a variant, in the order readers see them.</summary>
/// <param name="Part">Number of the message it belongs to, from 1.</param>
/// <param name="Kind"><c>text</c> (captions too), <c>image</c> or <c>video</c>.</param>
/// <param name="Purpose"><c>shown</c>, or beside a film its <c>cover</c> and <c>captions</c>; null for the text itself.</param>
/// <param name="Width">px</param>
/// <param name="Height">px</param>
internal sealed record PartView(
    int Part,
    string Kind,
    FilePurpose? Purpose,
    string? Title,
    string? Text,
    string? Warning,
    string? MediaType,
    int? Width,
    int? Height,
    string? Alt,
    string? Url
)
{
    public static IReadOnlyList<PartView> Of(Variant variant, Func<VariantFile, int, string?> urlOf)
    {
        var views = new List<PartView>();
        var number = 0;
        foreach (var part in variant.Parts)
        {
            if (part.Text.Length > 0 || part.Title is not null || part.Files.Count == 0)
            {
                views.Add(new PartView(part.Number, "text", null, part.Title, part.Text, part.Warning, null, null, null, null, null));
            }

            views.AddRange(part.Files.Select(file => OfFile(part.Number, file, urlOf(file, ++number))));
        }

        return views;
    }

    private static PartView OfFile(int part, VariantFile file, string? url) =>
        new(
            part,
            KindOf(file),
            file.Purpose,
            null,
            null,
            null,
            file.MediaType,
            file.Width > 0 ? file.Width : null,
            file.Height > 0 ? file.Height : null,
            file.Alt,
            url
        );

    private static string KindOf(VariantFile file) =>
        file.Purpose == FilePurpose.Captions ? "text"
        : file.MediaType.StartsWith("video/", StringComparison.Ordinal) ? "video"
        : "image";
}
