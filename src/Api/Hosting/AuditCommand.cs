using System.Text.Json;
using Publisher.Api.Conventions;
using Publisher.Posts;
using Publisher.Posts.Safety;
using Publisher.Posts.Storage;

namespace Publisher.Api.Hosting;

/// <summary>The command <c>audit verify [--data DIR]</c>: checks the chain of a service that may be running, without its API.</summary>
internal static class AuditCommand
{
    /// <summary>Null when the arguments do not name it; else the exit code: 0 when the chain is whole, 1 when it is not or cannot be read.</summary>
    public static async Task<int?> RunAsync(string[] args)
    {
        if (args is not ["audit", ..])
        {
            return null;
        }

        try
        {
            if (args is not [_, "verify", .. var options])
            {
                throw new FormatException("Say what to do with the audit: audit verify [--data DIR]");
            }

            return await VerifyAsync(options);
        }
        catch (Exception exception)
            when (exception is InvalidOperationException or FormatException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(exception.Message);
            return 1;
        }
    }

    private static async Task<int> VerifyAsync(string[] options)
    {
        var builder = Settings.CreateBuilder(options);
        var directory = new DataDirectory(Settings.DataPath(builder.Configuration));
        var storage = builder.Configuration.GetSection(StorageOptions.Section).Get<StorageOptions>() ?? new StorageOptions();
        if (!storage.IsPostgres && !File.Exists(directory.File("publisher.db")))
        {
            throw new InvalidOperationException($"There is no database in {directory.Path}; name the directory with --data.");
        }

        builder.Logging.ClearProviders();
        builder.Services.AddPosts(builder.Configuration, directory);
        await using var services = builder.Services.BuildServiceProvider();
        await using var db = services.GetRequiredService<Store>().Read();
        var heads = await services.GetRequiredService<AuditHeads>().ReadAsync(CancellationToken.None);
        var verdict = await services.GetRequiredService<AuditChain>().VerifyAsync(db, heads, CancellationToken.None);
        Console.Out.WriteLine(JsonSerializer.Serialize(verdict, WireJson.Out));
        return verdict.Ok ? 0 : 1;
    }
}
