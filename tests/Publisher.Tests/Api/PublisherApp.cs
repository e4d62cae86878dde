using System.Net.Http.Headers;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Publisher.Posts.Keys;
using Publisher.Posts.Storage;
using Publisher.Tests.Posts;

namespace Publisher.Tests.Api;

/// <summary>
/// The whole service in this process over a real database in a folder of its own. Loopback may be called.
/// Give it a clock to move time by hand, settings as <c>Section:Key</c>, or a PostgreSQL connection string.
/// </summary>
public sealed class PublisherApp : WebApplicationFactory<Program>
{
    private readonly Dictionary<string, string?> _settings;
    private readonly TimeProvider? _time;
    private readonly Action<IServiceCollection>? _services;
    private readonly bool _ownsDirectory;

    public PublisherApp(
        TimeProvider? time = null,
        string? postgres = null,
        string? directory = null,
        Action<IServiceCollection>? services = null,
        params (string Name, string Value)[] settings
    )
    {
        _time = time;
        _services = services;
        _ownsDirectory = directory is null;
        Directory = directory ?? System.IO.Directory.CreateTempSubdirectory("publisher-test-").FullName;
        _settings = new()
        {
            ["data"] = Directory,
            ["PUBLISHER_BOOTSTRAP_KEY"] = AdminKey,
            ["Egress:AllowHosts:0"] = "127.0.0.1",
            ["RateLimit:PerSecond"] = "100000",
            ["RateLimit:CostlyPerSecond"] = "100000",
        };
        if (postgres is not null)
        {
            _settings["Storage:Provider"] = "postgres";
            _settings["Storage:ConnectionString"] = postgres;
        }

        foreach (var (name, value) in settings)
        {
            _settings[name] = value;
        }
    }

    /// <summary>The first key, of person <c>admin</c>.</summary>
    public static string AdminKey => "pk_admin_for_tests_0123456789abcdef0123456789";

    /// <summary>The data directory.</summary>
    public string Directory { get; }

    public Store Store => Services.GetRequiredService<Store>();

    /// <summary>A client that holds the first admin key.</summary>
    public HttpClient Admin() => ClientWith(AdminKey);

    /// <summary>A client with a new key of this person; without scopes it may do everything but keys.</summary>
    public Task<HttpClient> ClientForAsync(string person, params string[] scopes) => LimitedClientAsync(person, null, scopes);

    /// <summary>The same, limited to these channels.</summary>
    public async Task<HttpClient> LimitedClientAsync(string person, IReadOnlyList<string>? channels, params string[] scopes)
    {
        var text = Publisher.Api.Keys.ApiKeyText.New();
        string[] all = ["read", "draft", "approve", "publish", "takedown", "channels", "webhooks", "audit"];
        await Store.WriteAsync(
            scope =>
                Task.FromResult(
                    scope.Db.ApiKeys.Add(
                        new ApiKey
                        {
                            Id = scope.NewId("key_"),
                            Hash = Digest.Of(text),
                            Person = person,
                            Scopes = scopes is [] ? all : scopes,
                            Channels = channels,
                            CreatedBy = "admin",
                            CreatedAt = scope.Now,
                        }
                    )
                ),
            TestContext.Current.CancellationToken
        );
        return ClientWith(text);
    }

    /// <summary>A client with this key; null: none.</summary>
    public HttpClient ClientWith(string? key)
    {
        var client = CreateClient(
            new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, BaseAddress = ClientOptions.BaseAddress }
        );
        client.DefaultRequestHeaders.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        foreach (var (name, value) in _settings)
        {
            builder.UseSetting(name, value);
        }

        // What only the log tells of an answer 500, so that a test which meets one in a hundred runs says why.
        builder.ConfigureLogging(logging =>
            logging.ClearProviders().AddProvider(new LogLines(Console.Error.WriteLine, "Publisher.Api.Conventions.LastResort"))
        );
        builder.ConfigureTestServices(services =>
        {
            services.RefuseUnorderedLimits();
            if (_time is not null)
            {
                services.AddSingleton(_time);
            }

            _services?.Invoke(services);
        });
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (_ownsDirectory && System.IO.Directory.Exists(Directory))
        {
            System.IO.Directory.Delete(Directory, recursive: true);
        }
    }
}
