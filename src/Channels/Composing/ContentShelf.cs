using System.Globalization;
using Publisher.Channels.Imaging;
using Publisher.Channels.Templates;

namespace Publisher.Channels.Composing;

/// <summary>
/// What the channels of one content share while its variants are made: each photo is decoded once for a shape of slides and fitted once
/// for a network's rules, each language's text is read and set once. Give one to every call for the same content. For one thread at a time.
/// </summary>
public sealed class ContentShelf : IDisposable
{
    private readonly Dictionary<string, DecodedPhoto> _decoded = [];
    private readonly Dictionary<string, RenderedFile> _fitted = [];

    private readonly Dictionary<Content, Dictionary<(string Language, bool KeepsBonds, string Pictures), TypesetText>> _texts = new(
        ReferenceEqualityComparer.Instance
    );

    /// <summary>How often a photo was read and decoded.</summary>
    public int Decoded { get; private set; }

    public void Dispose()
    {
        foreach (var photo in _decoded.Values)
        {
            photo.Dispose();
        }

        _decoded.Clear();
    }

    /// <summary>The photo at the size that slides of this shape and look need; the shelf disposes it.</summary>
    /// <exception cref="InvalidDataException">The bytes are no picture.</exception>
    internal async Task<DecodedPhoto> DecodeAsync(Picture picture, SlideShape shape, SlideLook look, CancellationToken cancellationToken)
    {
        var key = Key(picture, FormattableString.Invariant($"{picture.Media.Focus} {shape} {look.Template.Id}"));
        if (!_decoded.TryGetValue(key, out var photo))
        {
            var bytes = await picture.ReadAsync(cancellationToken);
            photo = DecodedPhoto.Load(bytes, picture.Media.Covers, picture.Media.Focus, shape, look);
            _decoded.Add(key, photo);
            Decoded++;
        }

        return photo;
    }

    /// <summary>The photo as a JPEG within the rules.</summary>
    /// <exception cref="InvalidDataException">The bytes are no picture.</exception>
    internal RenderedFile Fit(Picture picture, byte[] bytes, ImageRules rules)
    {
        var key = Key(picture, FormattableString.Invariant($"{rules.MaxSide} {rules.MaxBytes}"));
        if (!_fitted.TryGetValue(key, out var file))
        {
            file = PhotoFitter.Fit(bytes, rules, picture.Media.Covers);
            _fitted.Add(key, file);
            Decoded++;
        }

        return file;
    }

    /// <summary>The text of the channel's language as <paramref name="set"/> makes it. One with an override is the channel's own, and never shared.</summary>
    /// <param name="keepsBonds">The network takes no-break spaces.</param>
    internal TypesetText Typeset(Piece piece, bool keepsBonds, Func<TypesetText> set)
    {
        if (piece.Content.Overrides.ContainsKey(piece.Channel.Id))
        {
            return set();
        }

        if (!_texts.TryGetValue(piece.Content, out var texts))
        {
            _texts.Add(piece.Content, texts = []);
        }

        // How many pictures there are differs by network, and their alternative texts are set with the rest.
        var key = (piece.Channel.Language, keepsBonds, string.Join(',', piece.Pictures.Select(picture => picture.Index)));
        if (!texts.TryGetValue(key, out var text))
        {
            texts.Add(key, text = set());
        }

        return text;
    }

    private static string Key(Picture picture, string use)
    {
        var covers = (picture.Media.Covers ?? []).Select(cover =>
            string.Create(CultureInfo.InvariantCulture, $"{cover.X:R},{cover.Y:R},{cover.W:R},{cover.H:R}")
        );
        return $"{picture.Source.Sha256} {string.Join(';', covers)} {use}";
    }
}
