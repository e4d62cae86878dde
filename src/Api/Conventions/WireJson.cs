using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Publisher.Api.Conventions;

/// <summary>JSON at the door: camelCase and snake_case enums both ways; inwards strict, so that nothing is taken that is not understood.</summary>
internal static class WireJson
{
    /// <summary>Deeper JSON is refused.</summary>
    public const int MaxDepth = 32;

    /// <summary>For answers: every member is written, also when it is null.</summary>
    public static JsonSerializerOptions Out { get; } = Make(strict: false);

    /// <summary>For requests: unknown and doubled members, other spellings and numbers in quotes are refused.</summary>
    public static JsonSerializerOptions In { get; } = Make(strict: true);

    private static JsonSerializerOptions Make(bool strict)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            MaxDepth = MaxDepth,
            PropertyNameCaseInsensitive = false,
            NumberHandling = JsonNumberHandling.Strict,
            AllowDuplicateProperties = !strict,
            UnmappedMemberHandling = strict ? JsonUnmappedMemberHandling.Disallow : JsonUnmappedMemberHandling.Skip,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
