using System.Security.Cryptography;

namespace Publisher.Posts;

/// <summary>A channel's credentials were encrypted with another key ring: only a person can bring them back, by sending them again.</summary>
public sealed class CredentialsUnreadableException(CryptographicException inner)
    : Exception("The credentials cannot be decrypted with this key ring; send them again.", inner);
