namespace Publisher.Channels.Text;

/// <summary>How many letters a slide holds (SLD-20, SLD-21); letters are grapheme clusters without marks of bold.</summary>
/// <param name="Aim">That sentences are put together up to.</param>
/// <param name="Most">That a slide never exceeds.</param>
public sealed record SlideLength(int Aim, int Most)
{
    /// <summary>A picture waits for its reader.</summary>
    public static SlideLength Picture { get; } = new(110, 140);

    /// <summary>A film does not: what is read in 7 s.</summary>
    public static SlideLength Film(bool largeType) => largeType ? new(72, 72) : new(84, 84);
}
