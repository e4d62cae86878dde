using Publisher.Channels.Imaging;
using Publisher.Tests.Channels.Imaging.Bombs;

namespace Publisher.Tests.Channels.Imaging;

/// <summary>How long they take and how much memory: <c>./publisher bench bombs</c>.</summary>
[Trait("Requirement", "SEC-08")]
public sealed class BombTests
{
    private static readonly IReadOnlyList<Bomb> Corpus = BombCorpus.Make(
        Pictures.Jpeg(64, 48),
        Pictures.Png(64, 48),
        Pictures.WebP(64, 48)
    );

    [Fact]
    public async Task SEC_08_every_bomb_is_refused_by_its_name_or_harmless_once_cleaned()
    {
        Assert.True(Corpus.Count >= 25);

        var wrong = new List<string>();
        foreach (var bomb in Corpus)
        {
            var result = await Pictures.ScrubAsync(bomb.Bytes);
            await using var content = (result as ScrubResult.Clean)?.Content;
            var verdict = result is ScrubResult.Refused(var problem) ? problem.Code : Bomb.Clean;
            if (bomb.Verdict is not null && bomb.Verdict != verdict)
            {
                wrong.Add($"{bomb}: {verdict}, expected {bomb.Verdict}");
            }
        }

        Assert.Equal("", string.Join('\n', wrong));
    }

    [Fact]
    public async Task After_all_bombs_an_honest_picture_is_cleaned()
    {
        await Parallel.ForEachAsync(
            Corpus,
            TestContext.Current.CancellationToken,
            async (bomb, _) =>
            {
                var result = await Pictures.ScrubAsync(bomb.Bytes);
                await ((result as ScrubResult.Clean)?.Content.DisposeAsync() ?? ValueTask.CompletedTask);
            }
        );

        var (clean, _) = await Pictures.CleanAsync(Pictures.Jpeg(64, 48));

        Assert.Equal((64, 48), (clean.Width, clean.Height));
    }
}
