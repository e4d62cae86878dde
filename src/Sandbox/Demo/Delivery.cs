using System.Text.Json.Nodes;

namespace Publisher.Sandbox.Demo;

/// <summary>What became of the piece on one channel: the service's post and what the network's ledger says.</summary>
/// <param name="Post">The post as <c>GET /v1/posts/{id}</c> shows it.</param>
/// <param name="Seen">Visible entries of the ledger that belong to this channel, in order.</param>
/// <param name="Files">The bytes that the network took for it, by SHA-256.</param>
internal sealed record Delivery(
    Audience Audience,
    JsonNode Post,
    IReadOnlyList<LedgerEntry> Seen,
    IReadOnlyDictionary<string, byte[]> Files
)
{
    /// <summary>How many visible messages there should be.</summary>
    public int Parts => Post["parts"]!.AsArray().Count;

    public string State => Post["state"]!.GetValue<string>();
}
