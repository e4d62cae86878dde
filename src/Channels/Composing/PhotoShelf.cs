using System.Globalization;
using Publisher.Channels.Imaging;
using Publisher.Channels.Templates;

namespace Publisher.Channels.Composing;

/// <summary>
/// The photos of one content while its variants are made: each is decoded once for a shape of slides and fitted once for a network's
/// rules, however many channels show it. Give one to every call for the same content. For one thread at a time.
/// </summary>
public sealed class PhotoShelf : IDisposable
{
    private readonly Dictionary<string, DecodedPhoto> _decoded = [];
    private readonly Dictionary<string, RenderedFile> _fitted = [];

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

    private static string Key(Picture picture, string use)
    {
        var covers = (picture.Media.Covers ?? []).Select(cover =>
            string.Create(CultureInfo.InvariantCulture, $"{cover.X:R},{cover.Y:R},{cover.W:R},{cover.H:R}")
        );
        return $"{picture.Source.Sha256} {string.Join(';', covers)} {use}";
    }
}
