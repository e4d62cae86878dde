namespace Publisher.Channels.Text;

/// <summary>Alternative texts, cut at a sentence to what the network takes (SLD-11).</summary>
internal static class AltText
{
    /// <param name="limit">In code points, as Mastodon's database counts; null: none. 0: the network takes no alternative text, but those who review the variant read it.</param>
    public static string Cut(string alt, int? limit, string language) =>
        TextFitting.Cut(alt, new TextMeasure(CountUnit.CodePoints, limit is 0 ? null : limit), language);

    /// <summary>A slide says its own words, then what its photo shows.</summary>
    public static string OfSlide(string slide, string photo) =>
        photo.Length == 0 ? BoldMarks.Without(slide) : $"{BoldMarks.Without(slide)}\n{photo}";
}
