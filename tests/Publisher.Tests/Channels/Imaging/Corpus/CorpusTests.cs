using Publisher.Channels.Imaging;

namespace Publisher.Tests.Channels.Imaging.Corpus;

/// <summary>Everything that people and machines hide in uploads, made by hand and without anybody in it: nothing of it comes out.</summary>
[Trait("Requirement", "PRV-03")]
public sealed class CorpusTests(CleanedCorpus corpus) : IClassFixture<CleanedCorpus>
{
    [Fact]
    public void PRV_03_the_corpus_is_large_and_every_file_of_it_carries_what_it_is_made_for()
    {
        Assert.InRange(corpus.Files.Count, 60, 200);
        Assert.Equal(corpus.Files.Count, corpus.Files.Select(file => file.Upload.Name).Distinct().Count());
        var empty = corpus.Files.Where(file => Carries(file.Upload) is false).Select(file => file.Upload.Name);
        None(empty);
        None(corpus.Files.Where(file => Excess(Path.GetExtension(file.Path), file.Upload.Bytes) is null).Select(file => file.Upload.Name));
    }

    [Fact]
    public void PRV_03_every_file_is_cleaned_and_none_is_passed_through()
    {
        None(corpus.Files.Where(file => file.Clean is null).Select(file => $"{file.Upload}: {file.Refusal}"));
        None(
            corpus
                .Files.Where(file => file.Clean is not null && file.Bytes.AsSpan().SequenceEqual(file.Upload.Bytes))
                .Select(file => file.Upload.Name)
        );
    }

    [Fact]
    [Trait("Requirement", "PRV-01")]
    public void PRV_03_no_byte_of_what_was_hidden_comes_out() =>
        None(from file in corpus.Cleaned let leak = MadeFile.Leak(file.Bytes) where leak is not null select $"{file.Upload} shows {leak}");

    [Fact]
    [Trait("Requirement", "PRV-02")]
    public void PRV_03_our_own_walkers_find_nothing_beside_pixels_and_sound() =>
        None(from file in corpus.Cleaned let excess = Excess(file) where excess is not null select $"{file.Upload}: {excess}");

    [Fact]
    [Trait("Requirement", "PRV-01")]
    public void PRV_03_exiftool_finds_only_what_every_picture_of_its_kind_has() =>
        None(
            from file in corpus.Cleaned
            from tag in file.Tags
            where !AllowedTags.Allows(Path.GetExtension(file.Path), tag.Name, tag.Value)
            select $"{file.Upload}: {tag.Name} = {tag.Value}"
        );

    [Fact]
    [Trait("Requirement", "PRV-01")]
    public void PRV_03_mat2_finds_nothing_more()
    {
        var seen = corpus.Files.Where(file => file.Mat2 is not null).ToList();

        None(corpus.Files.Except(seen).Where(file => Path.GetExtension(file.Path) != ".webp").Select(file => file.Upload.Name));
        None(
            from file in seen
            from tag in file.Mat2!
            where !AllowedTags.AllowsName(Path.GetExtension(file.Path), tag.Name, tag.Value)
            select $"{file.Upload}: {tag.Name} = {tag.Value}"
        );
    }

    [Fact]
    public void PRV_03_the_editor_is_told_by_name_what_was_taken_out() =>
        None(
            from file in corpus.Cleaned
            where file.Upload.Removed is { } removed && file.Clean?.Removed.Contains(removed) is false
            select $"{file.Upload}: {string.Join(' ', file.Clean!.Removed)}"
        );

    [Fact]
    public async Task PRV_03_what_cannot_be_cleaned_is_refused_with_what_to_do_instead()
    {
        var wrong = new List<string>();
        foreach (var upload in RefusedCorpus.Make())
        {
            if (await Pictures.ScrubAsync(upload.Bytes) is not ScrubResult.Refused(var problem))
            {
                wrong.Add($"{upload} was taken");
            }
            else if (!Advises(problem.Message) || problem.Message.Contains(MadeFile.Canary, StringComparison.Ordinal))
            {
                wrong.Add($"{upload}: {problem.Message}");
            }
        }

        None(wrong);
    }

    /// <summary>Fails with all of them, so that one run tells everything.</summary>
    private static void None(IEnumerable<string> wrong)
    {
        var all = string.Join(Environment.NewLine, wrong);
        Assert.True(all.Length == 0, all);
    }

    private static bool Advises(string message) =>
        new[] { "send", "export", "jpeg" }.Any(word => message.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>Two carry numbers only: a time, and a density.</summary>
    private static bool Carries(MadeFile upload) =>
        MadeFile.Leak(upload.Bytes) is not null
        || upload.Bytes.AsSpan().IndexOf(MadeFile.CanaryBytes.AsSpan(0, 12)) >= 0
        || upload.Bytes.AsSpan().IndexOf("tIME"u8) >= 0
        || upload.Bytes.AsSpan().IndexOf("pHYs"u8) >= 0;

    private static string? Excess(CleanedFile file) =>
        Path.GetExtension(file.Path) is ".mp4" ? Mp4Walk.Excess(file.Path) : Excess(Path.GetExtension(file.Path), file.Bytes);

    /// <summary>Films are walked as files.</summary>
    private static string? Excess(string extension, byte[] bytes) =>
        extension switch
        {
            ".jpg" => JpegWalk.Excess(bytes),
            ".png" => PngWalk.Excess(bytes),
            ".webp" => WebPWalk.Excess(bytes),
            _ => "not walked in memory",
        };
}
