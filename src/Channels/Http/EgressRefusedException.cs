namespace Publisher.Channels.Http;

/// <summary>The address is one that this service does not call. Thrown before any byte leaves; a fault of configuration.</summary>
public sealed class EgressRefusedException(string message) : HttpRequestException(message);
