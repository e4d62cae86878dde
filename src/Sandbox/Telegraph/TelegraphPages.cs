using System.Text;

namespace Publisher.Sandbox.Telegraph;

/// <summary>All pages, and what the ledger hears of them.</summary>
internal sealed class TelegraphPages(Ledger ledger, Pictures pictures, Puller puller, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly List<TelegraphPage> _pages = [];

    public TelegraphPage? Find(string? path)
    {
        lock (_gate)
        {
            return _pages.Find(page => page.Path == path);
        }
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<TelegraphPage> Of(string token)
    {
        lock (_gate)
        {
            return [.. _pages.Where(page => page.Token == token).Reverse()];
        }
    }

    public async Task<TelegraphPage> CreateAsync(TelegraphPage draft, CancellationToken cancellationToken)
    {
        var media = await PullAsync(draft, cancellationToken);
        lock (_gate)
        {
            var page = draft with { Path = FreePath(draft.Title) };
            _pages.Add(page);
            Note(page.SaysSomething ? NetworkAction.Publish : NetworkAction.Media, page, media);
            return page;
        }
    }

    public async Task<TelegraphPage> ChangeAsync(TelegraphPage page, CancellationToken cancellationToken)
    {
        var media = await PullAsync(page, cancellationToken);
        lock (_gate)
        {
            var index = _pages.FindIndex(candidate => candidate.Path == page.Path);
            var before = _pages[index];
            _pages[index] = page;
            Note(ActionOf(before, page), page, media);
            if (!page.SaysSomething)
            {
                ledger.Hide("telegraph", ChannelOf(page), page.Path);
            }

            return page;
        }
    }

    /// <summary>An edit that makes a silent page speak is its publication.</summary>
    public static NetworkAction ActionOf(TelegraphPage before, TelegraphPage after) =>
        !before.SaysSomething && after.SaysSomething ? NetworkAction.Publish
        : before.SaysSomething ? NetworkAction.Edit
        : NetworkAction.Media;

    private static string ChannelOf(TelegraphPage page) => $"account_{Answers.AccountOf(page.Token)}";

    private void Note(NetworkAction action, TelegraphPage page, IReadOnlyList<LedgerMedium> media) =>
        ledger.Add(
            "telegraph",
            action,
            page.Path,
            ChannelOf(page),
            $"{page.Title}\n\n{page.Text}",
            media,
            markup: page.Content.ToJsonString()
        );

    /// <summary>Pages link to their pictures, and readers fetch them; those on loopback are fetched here, so that they can be looked at.</summary>
    private async Task<IReadOnlyList<LedgerMedium>> PullAsync(TelegraphPage page, CancellationToken cancellationToken)
    {
        var media = new List<LedgerMedium>();
        foreach (var source in TelegraphNodes.SourcesIn(page.Content))
        {
            if (Puller.MayPull(source, out var uri) && uri!.IsLoopback && await puller.PullAsync(source, cancellationToken) is { } bytes)
            {
                media.Add(pictures.Keep(bytes));
            }
        }

        return media;
    }

    private string FreePath(string title)
    {
        var letters = new StringBuilder();
        foreach (var letter in title)
        {
            letters.Append(char.IsAsciiLetterOrDigit(letter) ? letter : '-');
        }

        var words = string.Join('-', letters.ToString().Split('-', StringSplitOptions.RemoveEmptyEntries));
        var path = $"{(words.Length == 0 ? "Page" : words)}-{time.GetUtcNow():MM-dd}";
        return Enumerable
            .Range(1, int.MaxValue)
            .Select(number => number == 1 ? path : $"{path}-{number}")
            .First(candidate => _pages.TrueForAll(page => page.Path != candidate));
    }
}
