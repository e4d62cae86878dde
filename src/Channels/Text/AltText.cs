namespace Publisher.Channels.Text;

/// <summary>Alternative texts, cut at a sentence to what the network takes (SLD-11).</summary>
internal static class AltText
{
    /// <param name="limit">In graphemes; null: none, 0: the network takes none.</param>
    public static string Cut(string alt, int? limit, string language) =>
        limit == 0 ? "" : TextFitting.Cut(alt, new TextMeasure(CountUnit.Graphemes, limit), language);
}
