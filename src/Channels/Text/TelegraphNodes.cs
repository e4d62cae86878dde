using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Publisher.Channels.Text;

/// <summary>
/// Pages for Telegraph: JSON arrays of nodes with only the tags and the two attributes it takes, in unescaped UTF-8.
/// A page holds up to 64 KB of JSON, of which we use <see cref="MaxBytes"/>; a longer text becomes several pages,
/// each linked to the next by <see cref="Part.PageUrlToken"/>.
/// Source: telegra.ph/api (CHANNELS 2). Pictures in the text would be fetched from a
/// stranger's host by every reader, so they stay links; the piece's own may be shown from our address.
/// </summary>
public static class TelegraphNodes
{
    public const int MaxBytes = 60_000;

    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public static IReadOnlyList<string> Pages(MarkdownText text, string language) => Pages(text.Blocks, language, MaxBytes);

    internal static IReadOnlyList<string> Pages(IReadOnlyList<TextBlock> blocks, string language, int maxBytes)
    {
        var pages = Packed(blocks, language, maxBytes - 200);
        for (var index = 0; index < pages.Count - 1; index++)
        {
            pages[index].Add(NextPage(index + 2, pages.Count));
        }

        return [.. pages.Select(page => $"[{string.Join(',', page)}]")];
    }

    private static List<List<string>> Packed(IReadOnlyList<TextBlock> blocks, string language, int room)
    {
        var pages = new List<List<string>> { new() };
        var bytes = 0;
        foreach (var node in NoteRows.Spread(blocks).SelectMany(block => Nodes(block, language, room)))
        {
            var length = Encoding.UTF8.GetByteCount(node) + 1;
            if (bytes + length > room && pages[^1].Count > 0)
            {
                pages.Add([]);
                bytes = 0;
            }

            pages[^1].Add(node);
            bytes += length;
        }

        return pages;
    }

    private static IEnumerable<string> Nodes(TextBlock block, string language, int room)
    {
        var node = Node(block);
        return node.Length == 0 ? []
            : Encoding.UTF8.GetByteCount(node) < room ? [node]
            : BlockSplitter.Split(block, language, room / 8).SelectMany(piece => Nodes(piece, language, room));
    }

    private static string NextPage(int number, int count) =>
        Written(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("tag", "p");
            writer.WriteStartArray("children");
            NodeWriter.WriteLink(writer, Part.PageUrlToken, $"{number}/{count} →");
            writer.WriteEndArray();
            writer.WriteEndObject();
        });

    private static string Node(TextBlock block) => Written(writer => NodeWriter.Write(writer, block));

    private static string Written(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Options))
        {
            write(writer);
        }

        return UnescapedJson.Of(Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length));
    }
}
