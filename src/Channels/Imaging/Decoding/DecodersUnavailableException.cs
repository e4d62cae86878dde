namespace Publisher.Channels.Imaging.Decoding;

/// <summary>No decoder can be started, and the service itself never decodes strangers' pictures. Trying again later is safe.</summary>
public sealed class DecodersUnavailableException(Exception inner) : Exception("No decoder for pictures can be started.", inner);
