using Publisher.Channels;

namespace Publisher.Posts;

public enum VariantState
{
    Rendering,
    Ready,
    Impossible,
}

/// <summary>One revision rendered for one channel, with what became of the rendering.</summary>
public sealed class StoredVariant
{
    private StoredVariant() { }

    public StoredVariant(string id, string contentId, int revision, Channel channel, DateTimeOffset now)
    {
        Id = id;
        ContentId = contentId;
        Revision = revision;
        ChannelId = channel.Id;
        Network = channel.Network;
        Format = channel.Format;
        Language = channel.Language;
        CreatedAt = now;
    }

    public string Id { get; private set; } = "";
    public string ContentId { get; private set; } = "";
    public int Revision { get; private set; }
    public string ChannelId { get; private set; } = "";
    public string Network { get; private set; } = "";
    public Format Format { get; private set; }
    public string Language { get; private set; } = "";
    public VariantState State { get; private set; } = VariantState.Rendering;

    /// <summary>Hash of exactly what will go out; null until ready.</summary>
    public string? Hash { get; private set; }

    /// <summary>Null until ready.</summary>
    public Variant? Document { get; private set; }
    public IReadOnlyList<Warning> Warnings { get; private set; } = [];
    public IReadOnlyList<Problem> Problems { get; private set; } = [];

    /// <summary>It carries all the approvals it needs. Read again inside the claiming transaction.</summary>
    public bool Approved { get; set; }

    /// <summary>Another rendering of the same revision and channel took its place (the channel's settings changed).</summary>
    public bool Superseded { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public void Ready(Variant variant, string hash, IReadOnlyList<Warning> warnings)
    {
        State = VariantState.Ready;
        Document = variant;
        Hash = hash;
        Warnings = warnings;
    }

    public void Impossible(IReadOnlyList<Problem> problems)
    {
        State = VariantState.Impossible;
        Problems = problems;
    }

    public void Supersede() => Superseded = true;
}
