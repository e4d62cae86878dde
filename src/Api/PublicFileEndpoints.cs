using Publisher.Api.Conventions;
using Publisher.Api.Keys;
using Publisher.Posts.Media;
using Publisher.Posts.Storage;

namespace Publisher.Api;

/// <summary>Pictures inside what is published: Telegraph pages show them to every reader. Lasting until the takedown.</summary>
internal static class PublicFileEndpoints
{
    /// <summary>Short, so that a takedown reaches the caches on the way, too.</summary>
    private const string Caching = "public, max-age=300";

    public static void MapPublicFiles(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/p/{hash}", [HttpMethods.Get, HttpMethods.Head], Fetch).WithTags("Media").IsPublic().Produces(200);

    private static async Task<IResult> Fetch(
        string hash,
        HttpContext context,
        PublicFiles shown,
        MediaStore files,
        CancellationToken cancellationToken
    ) =>
        await shown.FindAsync(hash, cancellationToken) is { } file
            ? await MediaFile.SendAsync(context, files, file.Sha256, file.MediaType, cancellationToken, Caching)
            : Problems.NotFound();
}
