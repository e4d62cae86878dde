using Microsoft.Extensions.Logging;

namespace Publisher.Tests.Api;

/// <summary>Prints what only the log tells of an answer 500, so that a test that meets one once in a hundred runs says why.</summary>
internal sealed class FaultLog : ILoggerProvider, ILogger
{
    private const string Category = "Publisher.Api.Conventions.LastResort";

    private bool _tells;

    public ILogger CreateLogger(string categoryName) => new FaultLog { _tells = categoryName == Category };

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        if (IsEnabled(logLevel))
        {
            Console.Error.WriteLine(formatter(state, exception));
        }
    }

    public bool IsEnabled(LogLevel logLevel) => _tells && logLevel >= LogLevel.Error;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Dispose() { }
}
