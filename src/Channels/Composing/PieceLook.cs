using Publisher.Channels.Imaging;
using Publisher.Channels.Templates;

namespace Publisher.Channels.Composing;

/// <summary>How a piece's slides look on its channel: by the channel's settings, without handle and logo where the network forbids them.</summary>
internal static class PieceLook
{
    public static async Task<(SlideLook? Look, IReadOnlyList<Problem> Problems)> OfAsync(
        Piece piece,
        TemplateCatalogue templates,
        CancellationToken cancellationToken
    )
    {
        var settings = piece.Channel.Settings;
        var (look, problems) = BrandSettings.Wear(templates, settings, AgeBand.IsLargeType(piece.Channel.AgeBand));
        if (look is null)
        {
            return (null, problems);
        }

        if (piece.Network.Images.Brand)
        {
            return (look with { Logo = await LogoAsync(piece, cancellationToken) }, []);
        }

        if (settings.ContainsKey(BrandSettings.Handle) || settings.ContainsKey(BrandSettings.Logo))
        {
            piece.Warnings.Add(
                new Warning(
                    "brand_forbidden",
                    $"{piece.Network.DisplayName} forbids names and logos on pictures; the channel's handle and logo are left off."
                )
            );
        }

        return (look with { Handle = null }, []);
    }

    private static async Task<Logo?> LogoAsync(Piece piece, CancellationToken cancellationToken)
    {
        if (!piece.Channel.Settings.TryGetValue(BrandSettings.Logo, out var id))
        {
            return null;
        }

        if (piece.Channel.Logo is { } source)
        {
            await using var stream = await source.OpenAsync(cancellationToken);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes, cancellationToken);
            if (Logo.Of(bytes.ToArray()) is { } logo)
            {
                return logo;
            }
        }

        piece.Warnings.Add(new Warning("logo_missing", $"The channel's logo {id} is not there, or no picture; slides go out without it."));
        return null;
    }
}
