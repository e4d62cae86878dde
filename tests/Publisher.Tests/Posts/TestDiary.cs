using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Publisher.Channels.Http;
using Publisher.Posts;
using Publisher.Posts.Storage;

namespace Publisher.Tests.Posts;

/// <summary>The diary on SQLite in a folder of its own, or on PostgreSQL, on a clock that stands still until it is moved.</summary>
internal sealed class TestDiary : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("publisher-").FullName;
    private readonly ServiceProvider _services;

    private TestDiary(Action<IServiceCollection>? add, string? postgres)
    {
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton<TimeProvider>(Time);
        services.Configure<EgressOptions>(options => options.AllowHosts = ["127.0.0.1"]);
        services.AddSingleton<EgressGuard>();
        services.AddPosts(SettingsFor(postgres), new DataDirectory(_folder)).RefuseUnorderedLimits();
        add?.Invoke(services);
        _services = services.BuildServiceProvider();
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 12, 1, 9, 0, 0, TimeSpan.Zero));
    public Store Store => Get<Store>();

    public static async Task<TestDiary> OpenAsync(Action<IServiceCollection>? add = null, string? postgres = null)
    {
        var diary = new TestDiary(add, postgres);
        await diary.Get<StorageStart>().RunAsync(TestContext.Current.CancellationToken);
        return diary;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public Task WriteAsync(Action<WriteScope> work) =>
        Store.WriteAsync(
            scope =>
            {
                work(scope);
                return Task.CompletedTask;
            },
            TestContext.Current.CancellationToken
        );

    private static IConfiguration SettingsFor(string? postgres) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(
                postgres is null
                    ? []
                    : new Dictionary<string, string?> { ["Storage:Provider"] = "postgres", ["Storage:ConnectionString"] = postgres }
            )
            .Build();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
