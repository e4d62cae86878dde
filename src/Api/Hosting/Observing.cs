using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging.Console;
using OpenTelemetry.Metrics;

namespace Publisher.Api.Hosting;

/// <summary>What can be seen of the service: JSON log lines on standard error, and metrics. Neither holds bodies, names, keys or addresses of people.</summary>
internal static class Observing
{
    public static IServiceCollection AddObserving(this IServiceCollection services, ILoggingBuilder logging)
    {
        logging.ClearProviders();
        foreach (var framework in new[] { "Microsoft", "System", "Quartz" })
        {
            logging.AddFilter(framework, LogLevel.Warning);
        }

        // The sentence printed at the end says it once and without a stack.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);

        // It tells at every start where the ring lies, and its faults reach whoever asked; StartUp says what matters of them.
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Critical);
        logging.AddJsonConsole(json =>
        {
            json.UseUtcTimestamp = true;
            json.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
            json.JsonWriterOptions = new JsonWriterOptions { Encoder = JavaScriptEncoder.Default };
        });
        services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        services
            .AddOpenTelemetry()
            .WithMetrics(metrics =>
                metrics
                    .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Publisher*")
                    .AddPrometheusExporter()
            );
        return services;
    }
}
