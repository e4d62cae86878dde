using System.Text.Json.Serialization;
using Publisher.Channels;

namespace Publisher.Api.Conventions;

/// <summary>An error as RFC 9457 writes it.</summary>
internal sealed record ProblemView(string Title, int Status, string Code, string? Detail)
{
    [JsonPropertyOrder(-1)]
    public string Type => $"urn:publisher:problem:{Code}";

    /// <summary>Finds the matching log lines.</summary>
    public string? TraceId { get; set; }

    /// <summary>Everything that is wrong with the input, at once.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<FieldError>? Errors { get; init; }

    /// <summary>Further members, such as <c>postId</c>.</summary>
    [JsonExtensionData]
    public IDictionary<string, object>? More { get; init; }
}

/// <summary>One thing wrong with the input.</summary>
internal sealed record FieldError(string? Field, string Code, string Message)
{
    public static FieldError Of(Problem problem) => new(problem.Field, problem.Code, problem.Message);
}
