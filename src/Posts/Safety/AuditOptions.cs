namespace Publisher.Posts.Safety;

/// <summary>Section <c>Audit</c>.</summary>
public sealed class AuditOptions
{
    public const string Section = "Audit";

    /// <summary>
    /// File to which the head of the chain is appended each hour. Keep it on another machine: with it a chain that was cut off at its end
    /// shows. Null: nothing is exported.
    /// </summary>
    public string? HeadFile { get; set; }
}
