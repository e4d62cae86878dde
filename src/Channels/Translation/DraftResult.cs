namespace Publisher.Channels.Translation;

/// <summary>What became of a request for a draft.</summary>
public abstract record DraftResult
{
    private DraftResult() { }

    public sealed record Made(TextDraft Draft) : DraftResult;

    /// <summary>No translator is set up, or it does not serve us now.</summary>
    /// <param name="After">When to ask again, if it said so.</param>
    public sealed record Unavailable(string Code, string Reason, TimeSpan? After) : DraftResult;

    /// <summary>This piece cannot be drafted: a language the translator lacks, a text too long, or marks it did not bring back.</summary>
    public sealed record Refused(IReadOnlyList<Problem> Problems) : DraftResult;
}

/// <summary>A machine's draft of one language.</summary>
/// <param name="Alts">Alternative texts by medium, for those that lacked one.</param>
/// <param name="Warning">Null when the piece has no warning, or has one in this language.</param>
public sealed record TextDraft(LocalText Text, IReadOnlyDictionary<string, string> Alts, string? Warning)
{
    /// <summary>The content with the draft in it. What is there in this language besides its text stays as it is.</summary>
    public Content PutInto(Content content, string language)
    {
        var texts = new Dictionary<string, LocalText>(content.Texts) { [language] = Text };
        var warnings = new Dictionary<string, string>(content.ContentWarning);
        if (Warning is not null)
        {
            warnings.TryAdd(language, Warning);
        }

        return content with
        {
            Texts = texts,
            ContentWarning = warnings,
            Media = [.. content.Media.Select(media => Described(media, language))],
        };
    }

    private ContentMedia Described(ContentMedia media, string language)
    {
        if (media.Alt.ContainsKey(language) || Alts.GetValueOrDefault(media.Id) is not { } alt)
        {
            return media;
        }

        return media with
        {
            Alt = new Dictionary<string, string>(media.Alt) { [language] = alt },
        };
    }
}
