namespace Publisher.Posts.Safety;

/// <summary>What an entry of the protected list names; each kind is compared in its own way.</summary>
public enum ProtectedKind
{
    /// <summary>A name of one or more words: in any script, declined, in any order, the given name perhaps an initial.</summary>
    Person,

    /// <summary>An account's name, with or without <c>@</c>: the whole of it only.</summary>
    Handle,

    /// <summary>A number, with or without country code, never inside a longer number.</summary>
    Phone,

    /// <summary>A whole address, also with "[at]" and "[dot]".</summary>
    Email,

    /// <summary>Words that give somebody away when they stand together in this order.</summary>
    Phrase,
}
