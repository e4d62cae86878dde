using Publisher.Api.Conventions;
using Publisher.Api.Keys;
using Publisher.Posts;
using Publisher.Posts.Storage;

namespace Publisher.Api;

/// <summary>Short-lived addresses of files for networks that fetch them themselves.</summary>
internal static class PullLinkEndpoints
{
    private const int MostCharacters = 100;

    public static void MapPullLinks(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/m/{token}", [HttpMethods.Get, HttpMethods.Head], Fetch).WithTags("Media").IsPublic().Produces(200);

    private static async Task<IResult> Fetch(
        string token,
        HttpContext context,
        ChannelAccesses accesses,
        MediaStore files,
        CancellationToken cancellationToken
    ) =>
        token.Length <= MostCharacters && await accesses.FetchAsync(token, cancellationToken) is { } link
            ? await MediaFile.SendAsync(context, files, link.Sha256, link.MediaType, cancellationToken)
            : Problems.NotFound();
}
