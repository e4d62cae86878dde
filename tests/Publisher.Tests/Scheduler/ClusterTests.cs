using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Publisher.Channels;
using Publisher.Posts;
using Publisher.Posts.Storage;
using Publisher.Tests.Api;
using Publisher.Tests.Storage;
using Quartz;

namespace Publisher.Tests.Scheduler;

/// <summary>Whole nodes in this process on one PostgreSQL, with one network between them.</summary>
public sealed class ClusterTests(PostgresServer postgres)
{
    private const int Posts = 120;
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(12);
    private readonly StubNetwork _network = new() { Remembers = true };

    [Fact]
    [Trait("Requirement", "REL-12")]
    public async Task Nodes_that_are_restarted_one_after_the_other_send_every_post_once()
    {
        var database = await postgres.NewDatabaseAsync();
        PublisherApp[] nodes = [Node(database), Node(database), Node(database)];
        try
        {
            Array.ForEach(nodes, Start);
            await AddPostsAsync(nodes[0], Span);

            for (var number = 0; number < nodes.Length; number++)
            {
                await nodes[number].DisposeAsync();
                Start(nodes[number] = Node(database));
            }

            await UntilPublishedAsync(nodes[0]);
        }
        finally
        {
            await Task.WhenAll(nodes.Select(node => node.DisposeAsync().AsTask()));
        }

        Assert.Equal(Posts, _network.Published.Count);
    }

    [Fact]
    [Trait("Requirement", "REL-02")]
    public async Task Without_a_single_row_of_the_clock_all_that_is_due_goes_out_once()
    {
        var database = await postgres.NewDatabaseAsync();
        await using (var before = Node(database))
        {
            Start(before);
            await AddPostsAsync(before, Span, startsAfter: TimeSpan.FromMinutes(30));
        }

        var wiped = await WipeClockAsync(database);
        await using var after = Node(database);
        await after.Store.WriteAsync(
            scope =>
                scope.Db.Posts.ExecuteUpdateAsync(
                    row => row.SetProperty(post => post.DueAt, scope.Now).SetProperty(post => post.PublishAt, scope.Now),
                    TestContext.Current.CancellationToken
                ),
            TestContext.Current.CancellationToken
        );
        await UntilPublishedAsync(after);

        Assert.True(wiped >= Posts, $"Only {wiped} rows of the clock were there.");
        Assert.Equal(Posts, _network.Published.Count);
    }

    [Fact]
    [Trait("Requirement", "REL-11")]
    public async Task The_job_asks_for_recovery_and_an_alarm_carries_the_id_of_its_post_and_nothing_else()
    {
        await using var app = new PublisherApp(services: services => services.AddSingleton<INetwork>(_network));
        await AddPostsAsync(app, Span, startsAfter: TimeSpan.FromMinutes(30));
        var scheduler = await app.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(TestContext.Current.CancellationToken);
        var key = new JobKey("publish-post");

        var job = await scheduler.GetJobDetail(key, TestContext.Current.CancellationToken);
        var triggers = await scheduler.GetTriggersOfJob(key, TestContext.Current.CancellationToken);

        Assert.True(job!.RequestsRecovery && job.Durable && !job.ConcurrentExecutionDisallowed);
        Assert.Empty(job.JobDataMap);
        Assert.Equal(Posts, triggers.Count);
        Assert.All(
            triggers,
            trigger => Assert.Equal(("post", trigger.Key.Name), trigger.JobDataMap.Select(pair => (pair.Key, (string)pair.Value!)).Single())
        );
        Assert.All(
            triggers,
            trigger => Assert.Equal(SimpleTriggerMisfireInstruction.IgnoreMisfires, ((ISimpleTrigger)trigger).MisfireInstruction)
        );
        Assert.True(typeof(IScheduler).Assembly.GetName().Version >= new Version(4, 6));
    }

    private PublisherApp Node(string database) =>
        new(
            postgres: database,
            services: services => services.AddSingleton<INetwork>(_network),
            settings: [("Cluster:Enabled", "true"), ("Media:Shared", "true"), ("Secrets:Passphrase", "known to every node")]
        );

    private static void Start(PublisherApp node) => _ = node.Services;

    /// <summary>Posts with their alarms, one after the other over <paramref name="span"/>.</summary>
    private static async Task AddPostsAsync(PublisherApp node, TimeSpan span, TimeSpan startsAfter = default)
    {
        await Burst.AddAsync(node.Store, node.Services.GetRequiredService<Secrets>(), Posts, after: TimeSpan.FromHours(1));
        await node.Store.WriteAsync(
            async scope =>
            {
                var posts = await scope.Db.Posts.OrderBy(post => post.Id).ToListAsync(TestContext.Current.CancellationToken);
                for (var number = 0; number < posts.Count; number++)
                {
                    posts[number].Reschedule(scope.Now + startsAfter + span * number / posts.Count, null, "editor", scope.Now);
                }

                node.Services.GetRequiredService<PostAlarms>().Arm(scope, posts);
            },
            TestContext.Current.CancellationToken
        );
    }

    private static async Task UntilPublishedAsync(PublisherApp node)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            await using var db = node.Store.Read();
            var left = await db.Posts.CountAsync(post => post.State != PostState.Published, TestContext.Current.CancellationToken);
            if (left == 0)
            {
                return;
            }

            Assert.True(TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(90), $"{left} posts are not out.");
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    private static async Task<int> WipeClockAsync(string database)
    {
        await using var connection = new Npgsql.NpgsqlConnection(database);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new Npgsql.NpgsqlCommand(
            """
            DO $$ DECLARE name text; BEGIN
              FOR name IN SELECT tablename FROM pg_tables WHERE tablename LIKE 'qrtz\_%' LOOP
                EXECUTE format('ALTER TABLE %I DISABLE TRIGGER ALL', name);
              END LOOP;
            END $$;
            """,
            connection
        );
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        command.CommandText = "SELECT tablename FROM pg_tables WHERE tablename LIKE 'qrtz\\_%'";
        var tables = new List<string>();
        await using (var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken))
        {
            while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            {
                tables.Add(reader.GetString(0));
            }
        }

        var wiped = 0;
        foreach (var table in tables)
        {
            command.CommandText = $"DELETE FROM {table}";
            wiped += await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        return wiped;
    }
}
