using System.Diagnostics;
using System.Text.Json;
using Publisher.Channels.Imaging;

namespace Publisher.Tests.Channels.Imaging.Corpus;

/// <summary>The whole corpus through the scrub, once, and what two tools that are not ours find in the results.</summary>
public sealed class CleanedCorpus : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("publisher-corpus-").FullName;
    private readonly List<CleanedFile> _files = [];

    internal IReadOnlyList<CleanedFile> Files => _files;

    internal IEnumerable<CleanedFile> Cleaned => _files.Where(file => file.Clean is not null);

    public async ValueTask InitializeAsync()
    {
        IReadOnlyList<MadeFile> made =
        [
            .. await JpegCorpus.MakeAsync(),
            .. PngCorpus.Make(),
            .. WebPCorpus.Make(),
            .. await FilmCorpus.MakeAsync(),
        ];
        foreach (var (upload, i) in made.Select((upload, i) => (upload, i)))
        {
            var result = await Pictures.ScrubAsync(upload.Bytes);
            var path = Path.Combine(
                _folder,
                $"{i:00}.{(result is ScrubResult.Clean { Kind: MediaKind.Video } ? "mp4" : upload.Extension)}"
            );
            _files.Add(new CleanedFile(upload, path, result as ScrubResult.Clean, (result as ScrubResult.Refused)?.Problem.Message));
            await WriteAsync(result, path);
        }

        string[] paths = [.. Cleaned.Select(file => file.Path)];
        Tell(JsonDocument.Parse(await RunAsync("exiftool", ["-a", "-u", "-G1", "-ee", "-j", .. paths])).RootElement);
        TellByMat2(await RunAsync("mat2", ["--show", .. paths]));
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static async Task WriteAsync(ScrubResult result, string path)
    {
        if (result is ScrubResult.Clean clean)
        {
            await using var content = clean.Content;
            await using var file = File.Create(path);
            await content.CopyToAsync(file, TestContext.Current.CancellationToken);
        }
    }

    private void Tell(JsonElement told)
    {
        foreach (var tags in told.EnumerateArray())
        {
            var file = _files.Single(file => file.Path == tags.GetProperty("SourceFile").GetString());
            file.Tags.AddRange(tags.EnumerateObject().Select(tag => (tag.Name, tag.Value.ToString())));
        }
    }

    /// <summary>Either one line that there is nothing, or a heading with the file and then a line for each thing.</summary>
    private void TellByMat2(string told)
    {
        CleanedFile? file = null;
        foreach (var line in told.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (
                line.StartsWith("[+] Metadata for ", StringComparison.Ordinal)
                || line.StartsWith("No metadata found in ", StringComparison.Ordinal)
            )
            {
                file = _files.Single(each => line.Contains(each.Path, StringComparison.Ordinal));
                file.Mat2 = [];
            }
            else if (!line.StartsWith("[-]", StringComparison.Ordinal)) // a format that it does not know
            {
                var parts = line.Split(": ", 2);
                file!.Mat2!.Add((parts[0], parts[^1]));
            }
        }
    }

    private static async Task<string> RunAsync(string program, IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return output;
    }
}

/// <param name="Clean">Null when it was refused.</param>
/// <param name="Refusal">Why.</param>
internal sealed record CleanedFile(MadeFile Upload, string Path, ScrubResult.Clean? Clean, string? Refusal)
{
    /// <summary>What exiftool finds, as group:name and value.</summary>
    public List<(string Name, string Value)> Tags { get; } = [];

    /// <summary>What mat2 finds, as name and value; null when it does not know the format.</summary>
    public List<(string Name, string Value)>? Mat2 { get; set; }

    public byte[] Bytes => File.ReadAllBytes(Path);
}
