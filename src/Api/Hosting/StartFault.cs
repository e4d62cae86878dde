using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace Publisher.Api.Hosting;

/// <summary>Says in one sentence why the service could not start, when the cause lies with settings or the machine.</summary>
internal static class StartFault
{
    /// <summary>Null for a bug, which keeps its stack.</summary>
    public static string? Sentence(Exception exception) =>
        exception switch
        {
            OptionsValidationException options => $"Publisher cannot start: {string.Join(" ", options.Failures)}",
            InvalidOperationException or IOException or UnauthorizedAccessException or FormatException =>
                $"Publisher cannot start: {exception.Message}",
            CryptographicException { InnerException: InvalidOperationException settings } => $"Publisher cannot start: {settings.Message}",
            CryptographicException =>
                "Publisher cannot start: the key ring cannot be opened; Secrets:Passphrase or Secrets:CertificateFile is not the one it was made with.",
            DbException => $"Publisher cannot start: the database does not answer as it should: {exception.Message}",
            _ => null,
        };
}
