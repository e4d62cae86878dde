using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Publisher.Sandbox.Demo;

/// <summary>Leaves behind what each audience would see: a folder of texts and pictures per channel, and one page that shows them side by side.</summary>
internal static class Showcase
{
    private static readonly JsonSerializerOptions Indented = new(Answers.Json) { WriteIndented = true };

    /// <returns>The page's path.</returns>
    public static async Task<string> WriteAsync(string output, IReadOnlyList<Delivery> deliveries, CancellationToken cancellationToken)
    {
        var phones = new StringBuilder();
        foreach (var delivery in deliveries)
        {
            var names = await WriteFilesAsync(output, delivery, cancellationToken);
            foreach (var entry in delivery.Seen)
            {
                phones.Append(Phone.Draw(delivery, entry, sha256 => $"{delivery.Audience.Key}/{names[sha256]}"));
            }
        }

        var page = Path.Combine(output, "index.html");
        var html = Resource("showcase.html")
            .Replace("{{phones}}", phones.ToString(), StringComparison.Ordinal)
            .Replace("{{channels}}", deliveries.Count.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        await File.WriteAllTextAsync(page, html, cancellationToken);
        return page;
    }

    private static async Task<Dictionary<string, string>> WriteFilesAsync(
        string output,
        Delivery delivery,
        CancellationToken cancellationToken
    )
    {
        var folder = Path.Combine(output, delivery.Audience.Key);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        var names = new Dictionary<string, string>();
        foreach (var (sha256, bytes) in delivery.Files)
        {
            names[sha256] = $"picture-{names.Count + 1}{Extension(bytes)}";
            await File.WriteAllBytesAsync(Path.Combine(folder, names[sha256]), bytes, cancellationToken);
        }

        var texts = delivery.Seen.Select(entry => entry.Text);
        await File.WriteAllTextAsync(Path.Combine(folder, "text.txt"), string.Join("\n\n———\n\n", texts), cancellationToken);
        var ledger = JsonSerializer.Serialize(delivery.Seen, Indented);
        await File.WriteAllTextAsync(Path.Combine(folder, "ledger.json"), ledger, cancellationToken);
        return names;
    }

    private static string Extension(byte[] bytes) =>
        PictureHeader.Read(bytes).MediaType switch
        {
            "image/jpeg" => ".jpg",
            "image/png" => ".png",
            "image/webp" => ".webp",
            _ => ".bin",
        };

    private static string Resource(string name)
    {
        using var stream = typeof(Showcase).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
