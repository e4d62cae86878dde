namespace Publisher.Channels;

/// <summary>What a channel wants of a piece.</summary>
public enum Format
{
    /// <summary>The whole text, with headings and pictures.</summary>
    LongForm,

    /// <summary>A few sentences that fit one message, with up to a handful of pictures.</summary>
    ShortText,

    /// <summary>Captioned 9:16 slides.</summary>
    VerticalImages,

    /// <summary>The slides as a film.</summary>
    VerticalVideo,

    /// <summary>One e-mail to a list.</summary>
    Newsletter,

    /// <summary>An entry of an RSS, Atom or JSON feed.</summary>
    Feed,
}
