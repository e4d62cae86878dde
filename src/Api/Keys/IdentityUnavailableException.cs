namespace Publisher.Api.Keys;

/// <summary>The identity provider cannot be asked, so nobody can be let in by it. Keys work as ever.</summary>
internal sealed class IdentityUnavailableException(Exception inner) : Exception("The identity provider's keys cannot be read.", inner);
