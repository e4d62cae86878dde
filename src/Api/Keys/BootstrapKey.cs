using Microsoft.EntityFrameworkCore;
using Publisher.Posts.Keys;
using Publisher.Posts.Storage;

namespace Publisher.Api.Keys;

/// <summary>
/// Makes an admin key when there is none in force: the one that was given, or a new one in a file that only its owner reads. So whoever
/// runs the service gets in again after a panic has revoked the last one.
/// </summary>
internal sealed partial class BootstrapKey(
    Store store,
    DataDirectory directory,
    IConfiguration configuration,
    TimeProvider time,
    ILogger<BootstrapKey> logger
)
{
    public const string Variable = "PUBLISHER_BOOTSTRAP_KEY";
    private const int LeastCharacters = 32;
    private const int MostCharacters = 200;

    /// <summary>Path of the file that was written; null when there was nothing to write.</summary>
    /// <exception cref="InvalidOperationException">The given key is too short or mistyped.</exception>
    public async Task<string?> EnsureAsync(CancellationToken cancellationToken)
    {
        var given = Given();
        await using var db = store.Read();
        var keys = await db.ApiKeys.ToListAsync(cancellationToken);
        var now = time.GetUtcNow();
        if (keys.Exists(key => key.Scopes.Contains(Scopes.Admin) && key.State is ApiKeyState.Active && !(key.ExpiresAt <= now)))
        {
            return null;
        }

        var text = given ?? ApiKeyText.New();
        var hash = Digest.Of(text);
        if (keys.Exists(key => key.Hash == hash))
        {
            // Posts, takedowns and webhooks go on: a restart after a panic must not end them.
            Log.NobodyIsAdmin(logger, Variable);
            return null;
        }

        var path = given is null ? Write(directory.File("admin-key"), text) : null;
        await store.WriteAsync(scope => Task.FromResult(scope.Db.ApiKeys.Add(Admin(scope, text))), cancellationToken);
        return path;
    }

    private string? Given()
    {
        if (configuration[Variable] is not { Length: > 0 } given)
        {
            return null;
        }

        if (given.Length is < LeastCharacters or > MostCharacters)
        {
            throw new InvalidOperationException(
                $"{Variable} has {given.Length} characters; it needs {LeastCharacters} to {MostCharacters}."
            );
        }

        return ApiKeyText.IsMistyped(given)
            ? throw new InvalidOperationException($"{Variable} looks like a key of this service, but its checksum is wrong.")
            : given;
    }

    private static ApiKey Admin(WriteScope scope, string text) =>
        new()
        {
            Id = scope.NewId("key_"),
            Hash = Digest.Of(text),
            Person = "admin",
            Scopes = [Scopes.Admin],
            CreatedBy = "admin",
            CreatedAt = scope.Now,
        };

    private static string Write(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        File.Delete(path); // an old file would keep its own mode
        using var writer = new StreamWriter(path, options);
        writer.WriteLine(text);
        return path;
    }

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Warning,
            "No admin key is in force, and the one in {Variable} was revoked or has expired: start the service with another one there to make keys again."
        )]
        public static partial void NobodyIsAdmin(ILogger logger, string variable);
    }
}
