namespace Publisher.Channels.Translation;

/// <summary>A piece of a paragraph on its way to a translator and back.</summary>
internal abstract record SegmentPart
{
    private SegmentPart() { }

    /// <summary>What is translated, without any markup.</summary>
    public sealed record Words(string Text) : SegmentPart;

    /// <summary>Stays as it is, and no translator sees it.</summary>
    /// <param name="Source">As it is written in the field.</param>
    /// <param name="Plain">As readers see it.</param>
    public sealed record Kept(int Id, string Source, string Plain) : SegmentPart;

    /// <summary>A mark such as <c>**</c> or <c>[</c>; the one that ends it has the same id.</summary>
    public sealed record Opens(int Id, string Source) : SegmentPart;

    public sealed record Closes(int Id, string Source) : SegmentPart;
}
