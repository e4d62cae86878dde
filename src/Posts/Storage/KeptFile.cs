namespace Publisher.Posts.Storage;

/// <summary>A file in the media store.</summary>
/// <param name="Sha256">Its name.</param>
/// <param name="At">When it was put, by the store's clock.</param>
public sealed record KeptFile(string Sha256, DateTimeOffset At)
{
    internal const int MostInPage = 500;
}
