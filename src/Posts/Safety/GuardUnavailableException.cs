namespace Publisher.Posts.Safety;

/// <summary>The guard cannot say whether a text is clean: the list cannot be read, or reading took too long. Then nothing goes out.</summary>
public sealed class GuardUnavailableException : Exception
{
    public GuardUnavailableException(string message, Exception? cause = null)
        : base(message, cause) { }
}
