using System.Globalization;
using System.Text;

namespace Publisher.Posts.Storage;

/// <summary>How far the diary has come (its last event), in a file beside it: a database that is behind its file was put back.</summary>
public sealed class HighWater(DataDirectory directory) : IDisposable
{
    public const string FileName = "high-water";
    private const int Digits = 20;
    private readonly Lock _gate = new();
    private FileStream? _file;
    private long _last;

    /// <summary>Null when there is none.</summary>
    public long? Read() =>
        File.Exists(directory.File(FileName))
        && long.TryParse(
            File.ReadAllText(directory.File(FileName)),
            NumberStyles.AllowTrailingWhite,
            CultureInfo.InvariantCulture,
            out var last
        )
            ? last
            : null;

    /// <summary>Called after the commit, so that the file is never ahead of the database. Not flushed: one that lags does no harm.</summary>
    internal void Note(long sequence)
    {
        lock (_gate)
        {
            if (sequence > _last)
            {
                Write(sequence);
            }
        }
    }

    /// <summary>The diary was put back, and this is where it goes on from.</summary>
    internal void Reset(long sequence)
    {
        lock (_gate)
        {
            Write(sequence);
        }
    }

    public void Dispose() => _file?.Dispose();

    private void Write(long sequence)
    {
        _last = sequence;
        try
        {
            _file ??= new FileStream(directory.File(FileName), FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            var text = sequence.ToString($"D{Digits}", CultureInfo.InvariantCulture) + "\n";
            RandomAccess.Write(_file.SafeFileHandle, Encoding.ASCII.GetBytes(text), fileOffset: 0);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The disk is full or gone, or the process ends. What is committed stays committed; the next event writes it.
        }
    }
}
