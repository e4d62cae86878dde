using System.ComponentModel;
using Microsoft.Extensions.Logging;

namespace Publisher.Channels.Imaging.Decoding;

/// <summary>
/// A few warm decoders, at most one for each core: started on first use, ended after a minute of rest, replaced when they die, take too
/// long or have done their share. Safe to share.
/// </summary>
public sealed partial class DecoderPool : IDisposable
{
    /// <summary>Then it is replaced: whatever it leaked, or whoever took it over in silence, goes with it.</summary>
    internal const int Share = 20;

    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim _cores = new(Environment.ProcessorCount);
    private readonly Lock _gate = new();
    private readonly Stack<DecoderChild> _idle = new();
    private readonly TimeProvider _time;
    private readonly ILogger<DecoderPool> _logger;
    private readonly ITimer _sweep;
    private bool _isSweeping;
    private bool _isDisposed;
    private bool _hasWarned;

    public DecoderPool(TimeProvider time, ILogger<DecoderPool> logger)
    {
        (_time, _logger) = (time, logger);
        _sweep = time.CreateTimer(_ => Sweep(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The decoder's assembly, and what it is told.</summary>
    internal IReadOnlyList<string> Program { get; init; } = [Path.Combine(AppContext.BaseDirectory, "Publisher.Decoder.dll")];

    internal TimeSpan PictureLimit { get; init; } = DecodeWire.PictureLimit;

    /// <summary>Decoders that rest and wait for work.</summary>
    internal int Idle
    {
        get
        {
            lock (_gate)
            {
                return _idle.Count;
            }
        }
    }

    /// <summary>The pixels; null when the picture cannot be read, or ended its decoder.</summary>
    /// <exception cref="DecodersUnavailableException">None can be started.</exception>
    internal async Task<DecodedPixels?> DecodeAsync(DecodeRequest request, PictureScan scan, CancellationToken cancellationToken)
    {
        await _cores.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(() => Decode(request, scan), CancellationToken.None);
        }
        finally
        {
            _cores.Release();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            while (_idle.TryPop(out var child))
            {
                child.Dispose();
            }
        }

        _sweep.Dispose();
        _cores.Dispose();
    }

    private DecodedPixels? Decode(DecodeRequest request, PictureScan scan)
    {
        if (TakeIdle() is { } warm)
        {
            var (pixels, fault) = Try(warm, request, scan);
            if (fault is not IOException)
            {
                return Told(pixels, fault);
            }

            // It may have died of something else while it rested; whether the picture kills decoders, a fresh one shows.
        }

        var (fresh, died) = Try(Start(), request, scan);
        return Told(fresh, died);
    }

    private DecodedPixels? Told(DecodedPixels? pixels, Exception? fault)
    {
        if (fault is not null)
        {
            Log.Died(_logger);
        }

        return pixels;
    }

    private (DecodedPixels? Pixels, Exception? Fault) Try(DecoderChild child, DecodeRequest request, PictureScan scan)
    {
        try
        {
            var pixels = child.Decode(request, scan, PictureLimit);
            GiveBack(child);
            return (pixels, null);
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or TimeoutException)
        {
            child.Dispose();
            return (null, fault);
        }
        catch
        {
            child.Dispose();
            throw;
        }
    }

    private DecoderChild? TakeIdle()
    {
        lock (_gate)
        {
            while (_idle.TryPop(out var child))
            {
                if (!child.HasEnded)
                {
                    return child;
                }

                child.Dispose();
            }

            return null;
        }
    }

    private DecoderChild Start()
    {
        try
        {
            var child = DecoderChild.Start(Program, StartLimit);
            WarnOnce(child.Lacking);
            return child;
        }
        catch (Exception exception) when (exception is Win32Exception or IOException or InvalidDataException)
        {
            Log.CannotStart(_logger);
            throw new DecodersUnavailableException(exception);
        }
    }

    private void GiveBack(DecoderChild child)
    {
        lock (_gate)
        {
            if (_isDisposed || child.Pictures >= Share)
            {
                child.Dispose();
                return;
            }

            child.IdleSince = _time.GetTimestamp();
            _idle.Push(child);
            if (!_isSweeping)
            {
                _isSweeping = _sweep.Change(SweepEvery, SweepEvery);
            }
        }
    }

    /// <summary>Ends those that nobody needed for a minute.</summary>
    private void Sweep()
    {
        lock (_gate)
        {
            var rested = _idle.Reverse().ToList();
            _idle.Clear();
            foreach (var child in rested)
            {
                if (_isDisposed || _time.GetElapsedTime(child.IdleSince) >= Rest)
                {
                    child.Dispose();
                }
                else
                {
                    _idle.Push(child);
                }
            }

            if (_idle.Count == 0 && !_isDisposed)
            {
                _isSweeping = !_sweep.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void WarnOnce(Fetter lacking)
    {
        if (lacking != Fetter.None && !Interlocked.Exchange(ref _hasWarned, true))
        {
            Log.Lacking(_logger, Fetters.Describe(lacking));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Sentence}")]
        public static partial void Lacking(ILogger logger, string sentence);

        [LoggerMessage(Level = LogLevel.Warning, Message = "A picture ended its decoder, or kept it too long, and was refused")]
        public static partial void Died(ILogger logger);

        [LoggerMessage(
            Level = LogLevel.Error,
            Message = "No decoder for pictures can be started, so none is taken: Publisher.Decoder.dll must lie beside the service"
        )]
        public static partial void CannotStart(ILogger logger);
    }
}
