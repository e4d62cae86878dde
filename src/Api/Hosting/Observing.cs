using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging.Console;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Publisher.Api.Hosting;

/// <summary>What can be seen of the service: JSON log lines on standard error, and metrics. Neither holds bodies, names, keys or addresses of people.</summary>
internal static class Observing
{
    public static IServiceCollection AddObserving(this IServiceCollection services, ILoggingBuilder logging, IConfiguration configuration)
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
        var telemetry = services
            .AddOpenTelemetry()
            .WithMetrics(metrics =>
                metrics
                    .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Publisher*")
                    .AddPrometheusExporter()
            );
        if (configuration["Telemetry:OtlpEndpoint"] is { Length: > 0 } endpoint)
        {
            ExportTraces(telemetry, endpoint);
        }

        return services;
    }

    /// <summary>Our own spans only: those of HTTP clients hold addresses, and Telegram's address holds its token.</summary>
    private static void ExportTraces(OpenTelemetryBuilder telemetry, string endpoint)
    {
        if (
            !Uri.TryCreate(endpoint.TrimEnd('/') + "/v1/traces", UriKind.Absolute, out var address)
            || address.Scheme is not ("http" or "https")
        )
        {
            throw new InvalidOperationException("Telemetry:OtlpEndpoint must be an address such as http://127.0.0.1:4318.");
        }

        telemetry.WithTracing(traces =>
            traces
                .AddSource("Publisher.*")
                .AddOtlpExporter(otlp => (otlp.Endpoint, otlp.Protocol) = (address, OtlpExportProtocol.HttpProtobuf))
        );
    }
}
