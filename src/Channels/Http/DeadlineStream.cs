namespace Publisher.Channels.Http;

/// <summary>A connection that refuses every write after the attempt's deadline, however long the process slept in between.</summary>
internal sealed class DeadlineStream(Stream inner, AttemptDeadline deadline) : Stream
{
    // A long body leaves in pieces, so that one slow write cannot carry it past the deadline whole.
    private const int Chunk = 16 * 1024;

    public override bool CanRead => true;
    public override bool CanWrite => true;
    public override bool CanSeek => false;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        Checkpoint.Pass("answer-unread");
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        inner.ReadAsync(buffer, offset, count, cancellationToken);

    public override void Write(byte[] buffer, int offset, int count)
    {
        for (var (start, end) = (offset, offset + count); start < end; start += Chunk)
        {
            DemandTime();
            inner.Write(buffer, start, Math.Min(Chunk, end - start));
        }
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        for (var start = 0; start < buffer.Length; start += Chunk)
        {
            DemandTime();
            var piece = buffer.Slice(start, Math.Min(Chunk, buffer.Length - start));
            Checkpoint.Pass("request-not-sent");
            Checkpoint.PassHalfway("request-half-sent", inner, piece);
            await inner.WriteAsync(piece, cancellationToken);
        }

        Checkpoint.Pass("request-sent");
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() => inner.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private void DemandTime()
    {
        if (deadline.HasPassed)
        {
            throw new IOException("The attempt's deadline has passed: nothing more is written.");
        }
    }
}
