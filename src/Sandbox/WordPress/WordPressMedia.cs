using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Publisher.Sandbox.WordPress;

/// <summary>The media library. Posts and media share one count of ids, as on the real site.</summary>
internal sealed partial class WordPressMedia(Ledger ledger, Pictures pictures, TimeProvider time)
{
    private static readonly string[] Allowed = ["image/jpeg", "image/png", "image/gif", "image/webp", "video/mp4", "video/quicktime"];

    private readonly Lock _gate = new();
    private readonly Dictionary<int, WordPressFile> _files = [];
    private int _lastId;

    public int NextId() => Interlocked.Increment(ref _lastId);

    /// <summary>What a reader of the post sees: its featured picture and those its text shows.</summary>
    public IReadOnlyList<LedgerMedium> In(WordPressPost post)
    {
        lock (_gate)
        {
            return
            [
                .. _files
                    .Values.Where(file => file.Id == post.FeaturedMedia || post.Content.Contains(file.Path, StringComparison.Ordinal))
                    .OrderByDescending(file => file.Id == post.FeaturedMedia)
                    .ThenBy(file => post.Content.IndexOf(file.Path, StringComparison.Ordinal))
                    .Select(file => file.Medium with { Alt = file.Alt.Length == 0 ? null : file.Alt }),
            ];
        }
    }

    /// <summary>Raw with a file name in Content-Disposition, or a multipart form with <c>file</c>.</summary>
    public async Task UploadAsync(HttpContext context, string? user, Call call)
    {
        var isForm = context.Request.HasFormContentType;
        var name = isForm ? call.Files.GetValueOrDefault("file")?.FileName : FileName().Match(Disposition(context)).Groups[1].Value;
        var bytes = isForm ? call.Files.GetValueOrDefault("file")?.Bytes ?? [] : await ReadAsync(context);
        if (string.IsNullOrEmpty(name))
        {
            await context.AnswerErrorAsync(400, "rest_upload_no_content_disposition", "No Content-Disposition supplied.");
            return;
        }

        if (bytes.Length == 0)
        {
            await context.AnswerErrorAsync(400, "rest_upload_no_data", "No data supplied.");
            return;
        }

        if (!Allowed.Contains(PictureHeader.Read(bytes).MediaType))
        {
            await context.AnswerErrorAsync(500, "rest_upload_sideload_error", "Sorry, you are not allowed to upload this file type.");
            return;
        }

        var file = Keep(name, pictures.Keep(bytes), call, user!);
        context.Response.Headers.Location = $"{context.Site()}/wp-json/wp/v2/media/{file.Id}";
        await context.AnswerAsync(201, file.View(context.Site()));
    }

    public Task ListAsync(HttpContext context, string? user, Call call)
    {
        var (search, slug, parent) = (call.Text("search"), call.Text("slug"), call.Text("parent"));
        List<WordPressFile> found;
        lock (_gate)
        {
            found =
            [
                .. _files
                    .Values.Where(file => search is null || file.Name.Contains(search, StringComparison.OrdinalIgnoreCase))
                    .Where(file => slug is null || file.Slug == slug)
                    .Where(file => parent is null || $"{file.Parent}" == parent)
                    .OrderByDescending(file => file.Id),
            ];
        }

        return context.AnswerPageAsync(call, [.. found.Select(file => file.View(context.Site()))]);
    }

    public Task ShowAsync(HttpContext context, string? user, Call call)
    {
        lock (_gate)
        {
            return _files.TryGetValue(context.IdInPath(), out var file)
                ? context.AnswerAsync(WordPressAnswers.Only(file.View(context.Site()), call))
                : context.AnswerUnknownAsync();
        }
    }

    public Task UpdateAsync(HttpContext context, string? user, Call call)
    {
        lock (_gate)
        {
            if (!_files.TryGetValue(context.IdInPath(), out var file))
            {
                return context.AnswerUnknownAsync();
            }

            file = file with
            {
                Alt = call.Text("alt_text") ?? file.Alt,
                Caption = call.Text("caption") ?? file.Caption,
                Parent = ParentOf(call) ?? file.Parent,
            };
            _files[file.Id] = file;
            return context.AnswerAsync(WordPressAnswers.Only(file.View(context.Site()), call));
        }
    }

    public Task DeleteAsync(HttpContext context, string? user, Call call)
    {
        if (!call.Flag("force"))
        {
            var message = "The post does not support trashing. Set 'force=true' to delete.";
            return context.AnswerErrorAsync(501, "rest_trash_not_supported", message);
        }

        lock (_gate)
        {
            if (!_files.Remove(context.IdInPath(), out var file))
            {
                return context.AnswerUnknownAsync();
            }

            ledger.Add("wordpress", NetworkAction.Delete, $"{file.Id}", user!, "", [file.Medium]);
            return context.AnswerAsync(new JsonObject { ["deleted"] = true, ["previous"] = file.View(context.Site()) });
        }
    }

    /// <summary>The file itself, at its public address; gone once deleted.</summary>
    public async Task DownloadAsync(HttpContext context)
    {
        WordPressFile? file;
        lock (_gate)
        {
            file = _files.Values.FirstOrDefault(candidate =>
                context.Request.Path.Value!.EndsWith(candidate.Path, StringComparison.Ordinal)
            );
        }

        if (file is null || pictures.Find(file.Medium.Sha256) is not { } found)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.ContentType = found.MediaType;
        await context.Response.Body.WriteAsync(found.Bytes, context.RequestAborted);
    }

    private WordPressFile Keep(string name, LedgerMedium medium, Call call, string user)
    {
        lock (_gate)
        {
            var extension = Path.GetExtension(name);
            var stem = WordPressSlug.Unique(
                WordPressSlug.Of(Path.GetFileNameWithoutExtension(name)),
                candidate => _files.Values.Any(other => other.Slug == candidate)
            );
            var now = time.GetUtcNow();
            var path = $"/wp-content/uploads/{now:yyyy/MM}/{stem}{extension}";
            var file = new WordPressFile(
                NextId(),
                name,
                stem,
                path,
                now,
                call.Text("alt_text") ?? "",
                call.Text("caption") ?? "",
                medium,
                ParentOf(call)
            );
            _files[file.Id] = file;
            ledger.Add("wordpress", NetworkAction.Media, $"{file.Id}", user, "", [medium]);
            return file;
        }
    }

    private static int? ParentOf(Call call) => int.TryParse(call.Text("post"), CultureInfo.InvariantCulture, out var id) ? id : null;

    private static string Disposition(HttpContext context) => context.Request.Headers.ContentDisposition.ToString();

    private static async Task<byte[]> ReadAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return body.ToArray();
    }

    [GeneratedRegex("filename=\"?([^\";]+)\"?")]
    private static partial Regex FileName();
}

/// <param name="Path">Below the site's address.</param>
internal sealed record WordPressFile(
    int Id,
    string Name,
    string Slug,
    string Path,
    DateTimeOffset Date,
    string Alt,
    string Caption,
    LedgerMedium Medium,
    int? Parent
)
{
    public JsonObject View(string site) =>
        new()
        {
            ["id"] = Id,
            ["date_gmt"] = $"{Date:yyyy-MM-ddTHH:mm:ss}",
            ["slug"] = Slug,
            ["status"] = "inherit",
            ["type"] = "attachment",
            ["link"] = $"{site}/{Slug}/",
            ["post"] = Parent,
            ["title"] = new JsonObject { ["raw"] = Slug, ["rendered"] = Slug },
            ["caption"] = new JsonObject { ["raw"] = Caption, ["rendered"] = Caption },
            ["alt_text"] = Alt,
            ["media_type"] = Medium.Width is null ? "file" : "image",
            ["mime_type"] = Medium.MediaType,
            ["media_details"] = new JsonObject
            {
                ["width"] = Medium.Width,
                ["height"] = Medium.Height,
                ["file"] = Path["/wp-content/uploads/".Length..],
                ["sizes"] = new JsonObject(),
            },
            ["source_url"] = site + Path,
        };
}
