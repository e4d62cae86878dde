using System.Text.Json;
using Publisher.Api.Conventions;
using Publisher.Posts;
using Publisher.Posts.Media;
using Publisher.Posts.Storage;

namespace Publisher.Api.Hosting;

/// <summary>
/// The commands <c>originals list</c> and <c>originals get ID FILE</c>, each with <c>--data DIR</c>: what is kept of uploads as they came,
/// for whoever sits at the machine of a service that may be running.
/// </summary>
internal static class OriginalsCommand
{
    private const string Usage = "Say what to do with the originals: originals list [--data DIR], or originals get ID FILE [--data DIR]";

    /// <summary>Null when the arguments do not name it; else the exit code.</summary>
    public static async Task<int?> RunAsync(string[] args)
    {
        if (args is not ["originals", ..])
        {
            return null;
        }

        try
        {
            switch (args)
            {
                case [_, "list", .. var options] when options is not [[not '-', ..], ..]:
                    await ListAsync(options);
                    return 0;
                case [_, "get", [not '-', ..] id, [not '-', ..] file, .. var options]:
                    await GetAsync(id, Path.GetFullPath(file), options);
                    return 0;
                default:
                    throw new FormatException(Usage);
            }
        }
        catch (Exception exception)
            when (exception
                    is InvalidOperationException
                        or FormatException
                        or IOException
                        or UnauthorizedAccessException
                        or MediaUnavailableException
            )
        {
            Console.Error.WriteLine(exception.Message);
            return 1;
        }
    }

    private static async Task ListAsync(string[] options)
    {
        await using var services = Services(options);
        var kept = await services.GetRequiredService<Originals>().ListAsync(CancellationToken.None);
        var views = kept.Select(item => new OriginalView(item.Original.MediaId, item.Original.Bytes, item.Original.KeptAt, item.Until));
        Console.Out.WriteLine(JsonSerializer.Serialize(new PageView<OriginalView>([.. views], null), WireJson.Out));
    }

    private static async Task GetAsync(string id, string file, string[] options)
    {
        await using var services = Services(options);
        await services.GetRequiredService<Originals>().GetAsync(id, file, CancellationToken.None);
        Console.Out.WriteLine(
            $"{file} holds the upload of {id} as it came, with all that tells of place and camera: destroy it when it has served."
        );
    }

    private static ServiceProvider Services(string[] options)
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
        return builder.Services.BuildServiceProvider();
    }

    /// <param name="Until">When it is destroyed.</param>
    private sealed record OriginalView(string Id, long Bytes, DateTimeOffset KeptAt, DateTimeOffset Until);
}
