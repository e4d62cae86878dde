using System.Text.Json;
using System.Text.Json.Nodes;

namespace Publisher.Sandbox.Demo;

/// <summary>Asks the networks, not the service, what their readers can see.</summary>
internal sealed class Witness(HttpClient http, Uri sandbox)
{
    public async Task<IReadOnlyList<LedgerEntry>> LedgerAsync(CancellationToken cancellationToken)
    {
        var text = await http.GetStringAsync(new Uri(sandbox, "/_sandbox/ledger"), cancellationToken);
        return JsonNode.Parse(text)!["items"].Deserialize<IReadOnlyList<LedgerEntry>>(Answers.Json)!;
    }

    public Task<byte[]> FileAsync(string sha256, CancellationToken cancellationToken) =>
        http.GetByteArrayAsync(new Uri(sandbox, $"/_sandbox/media/{sha256}"), cancellationToken);

    /// <summary>The visible entries of one channel. Two channels of one network have accounts of their own; the title tells whose is whose.</summary>
    public static IReadOnlyList<LedgerEntry> SeenBy(Audience audience, IReadOnlyList<Audience> all, IReadOnlyList<LedgerEntry> ledger)
    {
        var seen = ledger.Where(entry => entry.Visible && Belongs(entry.Network, audience.Network)).ToList();
        if (all.Count(other => other.Network == audience.Network) == 1)
        {
            return seen;
        }

        var title = Story.TitleIn(audience.Language);
        var accounts = seen.Where(entry => entry.Text.Contains(title, StringComparison.Ordinal)).Select(entry => entry.Channel).ToHashSet();
        return [.. seen.Where(entry => accounts.Contains(entry.Channel))];
    }

    /// <summary>All that is wrong with what the networks show; empty when each saw the piece exactly once and nothing but pixels.</summary>
    public static IEnumerable<string> Complaints(IReadOnlyList<Delivery> deliveries, IReadOnlyList<LedgerEntry> ledger)
    {
        foreach (var (audience, post, seen, files) in deliveries)
        {
            var parts = post["parts"]!.AsArray().Count;
            if (parts == 0 || seen.Count != parts)
            {
                yield return $"{audience.Key}: {seen.Count} visible messages where {Math.Max(parts, 1)} should be";
            }

            foreach (var (sha256, bytes) in files)
            {
                foreach (var trace in PictureMetadata.Find(bytes))
                {
                    yield return $"{audience.Key}: picture {sha256[..8]} carries {trace}";
                }
            }
        }

        var visible = ledger.Count(entry => entry.Visible);
        var expected = deliveries.Sum(delivery => delivery.Seen.Count);
        if (visible != expected)
        {
            yield return $"The networks show {visible} messages, {expected} of them ours";
        }
    }

    private static bool Belongs(string ledgerNetwork, string network) =>
        ledgerNetwork == network || (ledgerNetwork == "telegraph" && network == "telegram");
}
