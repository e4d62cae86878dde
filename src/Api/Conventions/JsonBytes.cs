using System.Text.Json;
using System.Text.Unicode;

namespace Publisher.Api.Conventions;

/// <summary>Reads the bytes of a JSON request within limits.</summary>
internal static class JsonBytes
{
    /// <summary>A piece in twenty languages is below 200 KiB.</summary>
    public const int MaxBytes = 1 << 20;

    public const string NulFound = "NUL";

    /// <exception cref="RefusedException">Too long, or of another media type.</exception>
    public static async Task<byte[]> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasJsonContentType())
        {
            throw new RefusedException(Problems.Of(415, "unsupported_media_type", "Send JSON with Content-Type: application/json."));
        }

        if (request.ContentLength > MaxBytes)
        {
            throw TooLarge();
        }

        using var bytes = new MemoryStream((int)(request.ContentLength ?? 4096));
        var reader = request.BodyReader;
        while (true)
        {
            var result = await reader.ReadAsync(cancellationToken);
            foreach (var piece in result.Buffer)
            {
                bytes.Write(piece.Span);
            }

            reader.AdvanceTo(result.Buffer.End);
            if (bytes.Length > MaxBytes)
            {
                throw TooLarge();
            }

            if (result.IsCompleted)
            {
                return bytes.Length == bytes.Capacity ? bytes.GetBuffer() : bytes.ToArray();
            }
        }
    }

    /// <summary>No text of ours holds NUL, which PostgreSQL cannot store, or half a character, which nobody can read.</summary>
    /// <exception cref="JsonException">A string holds either, or the JSON is broken.</exception>
    public static void RefuseBrokenText(byte[] bytes)
    {
        if (!Utf8.IsValid(bytes))
        {
            throw new JsonException("UTF-8", new InvalidOperationException());
        }

        if (!Holds(bytes, @"\u0000"u8) && !Holds(bytes, @"\ud"u8) && !Holds(bytes, @"\uD"u8))
        {
            return;
        }

        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = WireJson.MaxDepth });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.GetString()!.Contains('\0'))
                {
                    throw new JsonException(NulFound);
                }
            }
        }
        catch (InvalidOperationException halfCharacter)
        {
            // The serializer wraps it likewise, when it is the first to meet one.
            throw new JsonException(halfCharacter.Message, halfCharacter);
        }
    }

    private static bool Holds(byte[] bytes, ReadOnlySpan<byte> escape) => bytes.AsSpan().IndexOf(escape) >= 0;

    private static RefusedException TooLarge() => new(Problems.Of(413, "too_large", $"The body is larger than {MaxBytes} bytes."));
}
