using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Publisher.Api.Conventions;
using Publisher.Api.Keys;
using Publisher.Posts.Storage;

namespace Publisher.Api.Hosting;

/// <summary>Where settings come from, in rising order: <c>appsettings.json</c>, arguments, environment <c>PUBLISHER__Section__Key</c>.</summary>
internal static class Settings
{
    private const string DefaultUrl = "http://127.0.0.1:8080";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private static readonly TimeSpan _shutdownLimit = TimeSpan.FromSeconds(25);

    // The last three are the host's own.
    private static readonly string[] _options = ["urls", "data", "public-urls", "environment", "contentRoot", "applicationName"];

    /// <exception cref="FormatException">An argument that is no option of ours; a mistyped one must not start with what it was to change.</exception>
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        RefuseUnknown(args);
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions
            {
                Args = [.. args.SkipWhile(argument => argument is "run")],
                ContentRootPath = AppContext.BaseDirectory,
            }
        );
        UseOwnEnvironment(builder.Configuration);
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(Limit);
        string[] urls = [.. Urls(builder.Configuration), .. PublicUrls(builder.Configuration)];
        builder.WebHost.UseSetting(WebHostDefaults.ServerUrlsKey, string.Join(';', urls));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = _shutdownLimit);
        return builder;
    }

    /// <summary>From <c>--data</c>; default: <c>data</c> in the working directory. A new one is open to its owner alone; one that is there stays as it is.</summary>
    public static DataDirectory DataDirectory(this IConfiguration configuration)
    {
        var path = DataPath(configuration);
        var folder = OperatingSystem.IsWindows() ? Directory.CreateDirectory(path) : Directory.CreateDirectory(path, OwnerOnly);
        return new DataDirectory(folder.FullName);
    }

    public static string DataPath(IConfiguration configuration) =>
        Path.GetFullPath(configuration["data"] is { Length: > 0 } given ? given : "data");

    /// <summary>Addresses on which everything is served.</summary>
    public static IReadOnlyList<string> Urls(IConfiguration configuration) => Split(configuration["listen"] ?? DefaultUrl);

    /// <summary>Addresses for the outside, which serve only what needs no key.</summary>
    public static IReadOnlyList<string> PublicUrls(IConfiguration configuration) => Split(configuration["public-urls"]);

    /// <summary>Where the outside reaches us when <c>Public:BaseUrl</c> does not say so.</summary>
    public static Uri BaseUrl(IConfiguration configuration)
    {
        var address = BindingAddress.Parse(PublicUrls(configuration).Concat(Urls(configuration)).First());
        var host = address.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "localhost" : address.Host;
        return new UriBuilder(address.Scheme, host, address.Port).Uri;
    }

    private static void Limit(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;

        // Whoever takes more says so: uploads.
        kestrel.Limits.MaxRequestBodySize = 2 * JsonBytes.MaxBytes;
    }

    private static void RefuseUnknown(string[] args)
    {
        foreach (var argument in args.Where(argument => argument.StartsWith('-')))
        {
            var name = argument.TrimStart('-').Split('=')[0];
            var isSetting = name.Length > 0 && char.IsAsciiLetterUpper(name[0]);
            if (!isSetting && !_options.Contains(name))
            {
                throw new FormatException(
                    $"{argument} is no option; there are --urls, --data, --public-urls and settings such as --Storage:Provider."
                );
            }
        }
    }

    // A variable such as DATA of somebody else's must not become a setting of ours.
    private static void UseOwnEnvironment(ConfigurationManager configuration)
    {
        foreach (var foreign in configuration.Sources.OfType<EnvironmentVariablesConfigurationSource>().ToList())
        {
            configuration.Sources.Remove(foreign);
        }

        configuration.AddEnvironmentVariables("PUBLISHER__");
        if (Environment.GetEnvironmentVariable(BootstrapKey.Variable) is { } key)
        {
            configuration.AddInMemoryCollection([new(BootstrapKey.Variable, key)]);
        }

        // The listener will write its own list over "urls", so ours is kept apart.
        configuration.AddInMemoryCollection([new("listen", configuration["urls"])]);
    }

    private static string[] Split(string? urls) =>
        (urls ?? "").Split([';', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
