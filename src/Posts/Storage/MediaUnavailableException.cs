namespace Publisher.Posts.Storage;

/// <summary>The media store could not be asked, or refused us; the file may well be there. Trying again later is safe.</summary>
/// <param name="message">Says why, in words that may be logged: no address, no key.</param>
public sealed class MediaUnavailableException(string message, Exception inner) : Exception(message, inner);
