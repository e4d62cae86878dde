using Microsoft.Extensions.Logging;

namespace Publisher.Tests;

/// <summary>Hands on every line of a log, with the exception it was written for.</summary>
/// <param name="category">Of this logger alone; null: of all.</param>
internal sealed class LogLines(Action<string> write, string? category = null) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new Logger(category is null || category == categoryName ? write : null);

    public void Dispose()
    {
        // Nothing is held.
    }

    private sealed class Logger(Action<string>? write) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => write is not null;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => write?.Invoke($"{formatter(state, exception)} {exception}");
    }
}
