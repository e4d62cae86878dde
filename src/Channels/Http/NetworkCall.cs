namespace Publisher.Channels.Http;

/// <summary>A client for one call, and what became of the call's body.</summary>
public sealed record NetworkCall<T>(T Api, SentMark Sent)
    where T : class;
