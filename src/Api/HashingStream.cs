using System.Security.Cryptography;
using Publisher.Posts.Media;

namespace Publisher.Api;

/// <summary>Hashes what is read through it.</summary>
internal sealed class HashingStream(Stream inner, IncrementalHash hash) : ReadThroughStream(inner)
{
    protected override ValueTask NoteAsync(ReadOnlyMemory<byte> read, CancellationToken cancellationToken)
    {
        hash.AppendData(read.Span);
        return ValueTask.CompletedTask;
    }
}
