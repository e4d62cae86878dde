using System.Text;

namespace Publisher.Posts.Safety;

/// <summary>What must not be published.</summary>
/// <param name="Id">What hits, answers and the audit say instead of the name.</param>
/// <param name="Name">In any script.</param>
/// <param name="Aliases">Other names of the same person, such as diminutives; none is ever guessed.</param>
public sealed record ProtectedEntry(string Id, ProtectedKind Kind, string Name, IReadOnlyList<string> Aliases)
{
    /// <summary>No name gets into a log by way of <c>ToString</c>.</summary>
    private bool PrintMembers(StringBuilder text)
    {
        text.Append("Id = ").Append(Id).Append(", Kind = ").Append(Kind);
        return true;
    }
}
