using System.Globalization;
using Publisher.Api.Conventions;
using Publisher.Channels.Imaging;
using Publisher.Posts.Media;

namespace Publisher.Api;

/// <summary>Sends a picture under numbered lines, to name boxes by.</summary>
internal static class MediaGrid
{
    public static async Task<IResult> SendAsync(HttpContext context, StoredMedia media, string grid, CancellationToken cancellationToken)
    {
        if (
            !int.TryParse(grid, NumberStyles.None, CultureInfo.InvariantCulture, out var cells)
            || cells is < PictureGrid.FewestCells or > PictureGrid.MostCells
        )
        {
            return Problems.Invalid(
                "grid",
                "out_of_range",
                $"grid is a number of cells from {PictureGrid.FewestCells} to {PictureGrid.MostCells}; it is “{ProblemList.Shown(grid)}”."
            );
        }

        if (media.Kind is Posts.Media.MediaKind.Video)
        {
            return Problems.Invalid("grid", "not_a_picture", "Only a picture can be shown under a grid; this medium is a video.");
        }

        // Asked for only now: whoever fetches plain files needs no picture library.
        var uploads = context.RequestServices.GetRequiredService<UploadScrub>();
        try
        {
            var drawn = await uploads.DrawGridAsync(media, cells, cancellationToken);
            context.Response.Headers.ContentDisposition = MediaFile.Named(drawn.MediaType);
            return Results.Bytes(drawn.Bytes, drawn.MediaType);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return Problems.NotFound();
        }
    }
}
