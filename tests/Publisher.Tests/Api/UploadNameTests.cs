using System.Net;
using System.Net.Http.Headers;
using System.Text;
using NetVips;

namespace Publisher.Tests.Api;

/// <summary>What a file was called on somebody's phone is nobody's business. The name in these tests is invented.</summary>
[Trait("Requirement", "SEC-09")]
public sealed class UploadNameTests
{
    private const string Canary = "Tsovinar-at-home";

    public static TheoryData<string> Names =>
        [
            $"{Canary}.jpg",
            $"../../{Canary}.jpg",
            $"%2e%2e%2f{Canary}.jpg",
            $"..\\..\\{Canary}.jpg",
            $"/etc/{Canary}",
            $"{Canary}\0.jpg",
            $"{Canary}\u202Egpj.exe",
            Canary + new string('n', 300) + ".jpg",
            $"{Canary}\r\nSet-Cookie: a=b\r\n",
            $"{Canary}\"; name=\"other",
            $"CON:{Canary}.",
        ];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task No_name_that_a_file_comes_with_is_used_shown_or_kept(string name)
    {
        await using var app = new PublisherApp();
        using var editor = await app.ClientForAsync("editor");

        using var answer = await editor.PostAsync("/v1/media", Upload(name), TestContext.Current.CancellationToken);
        var told = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.True((int)answer.StatusCode < 500, told);
        Assert.DoesNotContain(Canary, told, StringComparison.OrdinalIgnoreCase);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        if (answer.StatusCode is HttpStatusCode.Created)
        {
            var id = System.Text.Json.JsonDocument.Parse(told).RootElement.Text("id");
            using var file = await editor.Get($"/v1/media/{id}/file");
            Assert.Equal("inline; filename=\"media.jpg\"", string.Concat(file.Content.Headers.GetValues("Content-Disposition")));
        }

        var kept = Directory
            .EnumerateFiles(app.Directory, "*", SearchOption.AllDirectories)
            .Where(path => Path.GetFileName(path) is not "lock") // empty, and held by the service
            .ToList();
        Assert.All(kept, path => Assert.DoesNotContain(Canary, path, StringComparison.OrdinalIgnoreCase));
        Assert.All(kept, path => Assert.DoesNotContain(Canary, Latin(path), StringComparison.OrdinalIgnoreCase));
        Assert.All(
            kept.Where(path => path.Contains("/media/", StringComparison.Ordinal)),
            path => Assert.Matches("^[0-9a-f]{64}$", Path.GetFileName(path))
        );
    }

    private static string Latin(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(file, Encoding.Latin1);
        return reader.ReadToEnd();
    }

    /// <summary>Written by hand, as no client of .NET would send such names.</summary>
    private static ByteArrayContent Upload(string name)
    {
        using var picture = Image.Black(60, 40, bands: 3).Copy(interpretation: Enums.Interpretation.Srgb);
        byte[] body =
        [
            .. Encoding.UTF8.GetBytes($"--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n"),
            .. picture.JpegsaveBuffer(),
            .. "\r\n--edge--\r\n"u8,
        ];
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=edge");
        return content;
    }
}
