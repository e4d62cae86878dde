using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;

namespace Publisher.Api.Conventions;

/// <summary>
/// The JSON body of a request, read strictly: unknown or doubled members, another type, NUL characters and depth above 32 are
/// 400 <c>malformed</c> with the path; another media type is 415; more than 1 MiB is 413.
/// </summary>
internal sealed class Body<T> : IEndpointParameterMetadataProvider
    where T : class
{
    public required T Value { get; init; }

    public static async ValueTask<Body<T>> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var bytes = await JsonBytes.ReadAsync(context.Request, context.RequestAborted);
        context.Features.Set(new RequestFingerprint(Convert.ToHexStringLower(SHA256.HashData(bytes))));
        return new Body<T> { Value = Parse(bytes) };
    }

    /// <exception cref="RefusedException">It does not parse or fit.</exception>
    public static T Parse(byte[] bytes)
    {
        try
        {
            var value =
                JsonSerializer.Deserialize<T>(bytes, WireJson.In)
                ?? throw new RefusedException(Problems.Malformed("A JSON object is expected, and null was found."));
            JsonBytes.RefuseBrokenText(bytes);
            return value;
        }
        catch (JsonException exception)
        {
            throw new RefusedException(Malformed(exception));
        }
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T)));

    // The serializer's own sentences name our types; the reader needs the place and the kind of fault only.
    private static Reply Malformed(JsonException exception)
    {
        var field = exception.Path is { Length: > 2 } path ? path[(path[1] is '.' ? 2 : 1)..] : null;
        var fault = exception.Message switch
        {
            _ when exception.InnerException is InvalidOperationException => "holds text that is no valid Unicode",
            var text when text.Contains("could not be mapped", StringComparison.Ordinal) => "is not known here",
            var text when text.Contains("Duplicate", StringComparison.OrdinalIgnoreCase) => "stands there twice",
            var text when text.Contains("could not be converted", StringComparison.Ordinal) => "is of another type than expected",
            var text when text.Contains("maximum", StringComparison.OrdinalIgnoreCase) => $"is nested deeper than {WireJson.MaxDepth}",
            JsonBytes.NulFound => "holds a NUL character",
            _ => "is no valid JSON",
        };
        var place = exception.LineNumber is { } line ? $" (line {line + 1}, byte {exception.BytePositionInLine + 1})" : "";
        return Problems.Malformed($"{(field is null ? "The body" : $"The field {field}")} {fault}{place}.", field);
    }
}

/// <summary>What a repeat of the same request has in common with the first.</summary>
internal sealed record RequestFingerprint(string Value);
