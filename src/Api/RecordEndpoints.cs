using System.Globalization;
using System.Security.Cryptography;
using Publisher.Api.Conventions;
using Publisher.Api.Keys;
using Publisher.Posts.Record;

namespace Publisher.Api;

/// <summary>The signed list of what was really published, for everybody. There is none while no channel wants to be on it.</summary>
internal static class RecordEndpoints
{
    public static void MapRecord(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/.well-known/publisher/record.json", Show).WithTags("Record").IsPublic().Produces<RecordView>();

    private static async Task<IResult> Show(
        HttpContext context,
        PublicRecord record,
        CancellationToken cancellationToken,
        string? before = null
    )
    {
        var position = 0L;
        if (before is not null && !long.TryParse(before, NumberStyles.None, CultureInfo.InvariantCulture, out position))
        {
            return OutOfRange(before);
        }

        var page = await record.PageAsync(before is null ? null : position, cancellationToken);
        if (page is null)
        {
            return Problems.NotFound();
        }

        return page.Signature is { } signature ? Send(context, page, signature) : OutOfRange(before!);
    }

    private static IResult Send(HttpContext context, RecordPage page, RecordSignature signature)
    {
        var tag = $"\"{signature.Text}-{signature.KeyId}\"";
        context.Response.Headers.CacheControl = $"public, max-age={(int)PublicRecord.Fresh.TotalSeconds}";
        if (context.Request.Headers.IfNoneMatch.ToString().Split(',', StringSplitOptions.TrimEntries).Contains(tag))
        {
            return new Reply(304) { ETag = tag };
        }

        return Reply.Ok(RecordView.Of(page, signature), tag);
    }

    private static Reply OutOfRange(string before) =>
        Problems.Invalid(
            "before",
            "out_of_range",
            $"before is what a page of the record says to go on with: 1 more than a multiple of {PublicRecord.PageSize}; it is “{ProblemList.Shown(before)}”."
        );
}

/// <summary>
/// Verified by the line <c>publisher-record 1 asOf first total</c> and one line <c>hash kind network language publishedAt removedAt url</c>
/// for each entry, <c>-</c> for null, with a line feed between two.
/// </summary>
/// <param name="Before">Give it as <c>?before=</c> for the page of older entries; null: there is none.</param>
/// <param name="Signature">ECDSA P-256 with SHA-256 over those lines, DER in Base64.</param>
internal sealed record RecordView(
    int Version,
    string AsOf,
    long First,
    long Total,
    long? Before,
    IReadOnlyList<RecordLine> Entries,
    RecordKeyView Key,
    string PublicKeyPem,
    string Signature
)
{
    public static RecordView Of(RecordPage page, RecordSignature signature) =>
        new(
            1,
            page.AsOf,
            page.First,
            page.Total,
            page.First > 1 ? page.First : null,
            page.Entries,
            RecordKeyView.Of(signature),
            PemEncoding.WriteString("PUBLIC KEY", signature.PublicKey),
            Convert.ToBase64String(signature.Value)
        );
}

/// <summary>The public key as a JSON Web Key (RFC 7517).</summary>
internal sealed record RecordKeyView(string Kty, string Crv, string X, string Y, string Use, string Kid)
{
    public static RecordKeyView Of(RecordSignature signature)
    {
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(signature.PublicKey, out _);
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return new(
            "EC",
            "P-256",
            System.Buffers.Text.Base64Url.EncodeToString(point.X),
            System.Buffers.Text.Base64Url.EncodeToString(point.Y),
            "sig",
            signature.KeyId
        );
    }
}
