namespace Publisher.Posts.Safety;

/// <summary>
/// Finds protected names in what is about to be published, however they are written. Made once per list, never changed, safe to use from
/// several threads. A failure must be taken for a hit: whoever calls it and gets an exception, or runs out of time, publishes nothing.
/// </summary>
public sealed class LeakGuard
{
    private readonly EntryIndex _names;
    private readonly Handles _handles;
    private readonly Phones _phones;
    private readonly Emails _emails;

    private LeakGuard(IReadOnlyList<ProtectedEntry> entries)
    {
        _names = new EntryIndex([
            .. Spellings(entries, ProtectedKind.Person, ProtectedKind.Phrase)
                .Select(spelling => ProtectedName.Of(spelling.Entry, spelling.Name))
                .Where(name => name.Words.Length > 0),
        ]);
        _handles = new Handles(Spellings(entries, ProtectedKind.Handle));
        _phones = new Phones(Spellings(entries, ProtectedKind.Phone));
        _emails = new Emails(Spellings(entries, ProtectedKind.Email));
    }

    /// <param name="entries">What <see cref="ProblemsOf"/> finds fault with may not be found.</param>
    public static LeakGuard Of(IReadOnlyList<ProtectedEntry> entries) => new(entries);

    /// <summary>Why such an entry could not be guarded, in sentences that do not repeat it; empty when it can.</summary>
    public static IReadOnlyList<string> ProblemsOf(ProtectedKind kind, string name) => EntryRules.ProblemsOf(kind, name);

    /// <summary>All places that show an entry, in their order; one per entry and place.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled; nothing is known about the text then.</exception>
    public IReadOnlyList<GuardHit> Find(string text, CancellationToken cancellationToken) => Find(text, cancellationToken, out _);

    /// <param name="work">Characters read and look-ups done.</param>
    internal IReadOnlyList<GuardHit> Find(string text, CancellationToken cancellationToken, out long work)
    {
        ArgumentNullException.ThrowIfNull(text);
        cancellationToken.ThrowIfCancellationRequested();
        work = 0;
        var hits = new List<(string EntryId, GuardRule Rule, int Start, int End)>();
        foreach (var reading in Decoding.ReadingsOf(text))
        {
            var folded = Folding.Of(reading, cancellationToken);
            var parts = TextParts.Of(folded, cancellationToken);
            var search = new TextSearch(_names, folded, parts, cancellationToken);
            foreach (
                var (entryId, rule, place) in search
                    .Run()
                    .Concat(_handles.Find(folded, cancellationToken))
                    .Concat(_phones.Find(folded, cancellationToken))
                    .Concat(_emails.Find(folded, cancellationToken))
            )
            {
                hits.Add((entryId, rule, Enumerable.Range(place.From, place.Length).Min(folded.StartOf), EndOf(folded, place)));
            }

            work += folded.Length + search.Work;
        }

        return Distinct(hits);
    }

    private static int EndOf(SpannedText folded, Stretch place) => Enumerable.Range(place.From, place.Length).Max(folded.EndOf);

    /// <summary>Of places of one entry that overlap, the plainest is told.</summary>
    private static List<GuardHit> Distinct(List<(string EntryId, GuardRule Rule, int Start, int End)> hits)
    {
        var kept = new List<(string EntryId, GuardRule Rule, int Start, int End)>();
        foreach (var entry in hits.GroupBy(hit => hit.EntryId))
        {
            var last = -1;
            foreach (var hit in entry.OrderBy(hit => hit.Start).ThenBy(hit => hit.End).ThenBy(hit => hit.Rule))
            {
                if (last >= 0 && hit.Start < kept[last].End)
                {
                    var shorter =
                        hit.Rule < kept[last].Rule
                        || (hit.Rule == kept[last].Rule && hit.End - hit.Start < kept[last].End - kept[last].Start);
                    kept[last] = shorter ? hit : kept[last];
                    continue;
                }

                last = kept.Count;
                kept.Add(hit);
            }
        }

        return
        [
            .. kept.OrderBy(hit => hit.Start)
                .ThenBy(hit => hit.End)
                .Select(hit => new GuardHit(hit.EntryId, Word(hit.Rule), hit.Start, hit.End - hit.Start)),
        ];
    }

    /// <summary>In the way of writing that the API has for such words.</summary>
    private static string Word(GuardRule rule) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(rule.ToString());

    private static List<(ProtectedEntry Entry, string Name)> Spellings(
        IReadOnlyList<ProtectedEntry> entries,
        params ProtectedKind[] kinds
    ) =>
        [
            .. entries
                .Where(entry => kinds.Contains(entry.Kind))
                .SelectMany(entry => entry.Aliases.Prepend(entry.Name).Select(name => (entry, name))),
        ];
}
