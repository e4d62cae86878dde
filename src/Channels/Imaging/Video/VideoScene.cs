namespace Publisher.Channels.Imaging.Video;

/// <summary>A slide and how long it stands still to be read; fades come on top.</summary>
public sealed record VideoScene(RenderedFile Slide, TimeSpan ReadingTime);
