using Microsoft.AspNetCore.WebUtilities;
using Publisher.Channels;

namespace Publisher.Api.Conventions;

/// <summary>The errors a caller can get, one method per meaning.</summary>
internal static class Problems
{
    /// <summary>400: the JSON does not parse or does not fit.</summary>
    public static Reply Malformed(string detail, string? field = null) =>
        Of(400, "malformed", detail) with
        {
            Body = View(400, "malformed", detail) with { Errors = [new FieldError(field, "malformed", detail)] },
        };

    /// <summary>422: what it means cannot be; every problem is told.</summary>
    public static Reply Invalid(IEnumerable<Problem> problems)
    {
        FieldError[] errors = [.. problems.Select(FieldError.Of)];
        var detail = errors is [var only] ? only.Message : $"{errors.Length} fields cannot be accepted.";
        return Of(422, "invalid", detail) with { Body = View(422, "invalid", detail) with { Errors = errors } };
    }

    public static Reply Invalid(string? field, string code, string message) => Invalid([new Problem(code, field, message)]);

    public static Reply Unauthenticated(string scheme = "Bearer") =>
        Of(401, "unauthenticated", "A valid key is needed: Authorization: Bearer pk_…") with
        {
            Headers = [new("WWW-Authenticate", scheme)],
        };

    public static Reply Forbidden(string detail, string code = "forbidden") => Of(403, code, detail);

    /// <summary>404, with the same words for what is absent and for what the key may not see.</summary>
    public static Reply NotFound() => Of(404, "not_found", "There is nothing here, or the key may not see it.");

    /// <summary>409: it cannot be done now.</summary>
    /// <param name="more">Further members, such as <c>postId</c>.</param>
    public static Reply Conflict(string code, string detail, params ReadOnlySpan<(string Name, object Value)> more) =>
        Of(409, code, detail) with
        {
            Body = View(409, code, detail) with { More = Members(more) },
        };

    public static Reply PreconditionRequired() =>
        Of(428, "precondition_required", "An edit needs If-Match with the ETag that was read, so that nobody's change is lost.");

    public static Reply PreconditionFailed() =>
        Of(412, "precondition_failed", "It was changed by somebody else since it was read. Read it again.");

    /// <summary>A status with code, sentence, the fields it concerns and further members.</summary>
    public static Reply With(
        int status,
        string code,
        string detail,
        IReadOnlyList<FieldError> errors,
        params ReadOnlySpan<(string Name, object Value)> more
    ) => Of(status, code, detail) with { Body = View(status, code, detail) with { Errors = errors, More = Members(more) } };

    /// <summary>Any other status, with a code and a sentence.</summary>
    public static Reply Of(int status, string code, string? detail) =>
        new(status) { Body = View(status, code, detail), ContentType = "application/problem+json" };

    private static ProblemView View(int status, string code, string? detail) =>
        new(ReasonPhrases.GetReasonPhrase(status), status, code, detail);

    private static Dictionary<string, object>? Members(ReadOnlySpan<(string Name, object Value)> more)
    {
        if (more.IsEmpty)
        {
            return null;
        }

        var members = new Dictionary<string, object>();
        foreach (var (name, value) in more)
        {
            members[name] = value;
        }

        return members;
    }
}
