using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Publisher.Channels;
using Publisher.Posts;
using Publisher.Posts.Storage;

namespace Publisher.Bench;

/// <summary>
/// A newsroom's posts of a year and the three weeks to come, written straight into a data directory: a piece goes to
/// five of the twenty channels, most are published, and some ended otherwise.
/// </summary>
internal static class Archive
{
    public const int Posts = 100_000;
    private const int PerTransaction = 5_000;
    private const int Channels = 20;
    private const int ChannelsPerPiece = 5;

    /// <summary>1,900 posts a week.</summary>
    private static readonly TimeSpan _step = TimeSpan.FromDays(7) / 1_900;
    private static readonly TimeSpan _ahead = TimeSpan.FromDays(21);

    /// <summary>Makes a database and fills it.</summary>
    /// <param name="connection">Of an empty PostgreSQL database; null: SQLite in the directory that is returned.</param>
    public static async Task<DirectoryInfo?> FilledAsync(string? connection, int posts, CancellationToken cancellationToken)
    {
        var (data, started) = (Directory.CreateTempSubdirectory("publisher-bench-data-"), TimeProvider.System.GetTimestamp());
        try
        {
            await FillAsync(data, connection, posts, cancellationToken);
        }
        catch
        {
            data.Delete(recursive: true);
            throw;
        }

        Console.WriteLine($"{posts} posts are written after {TimeProvider.System.GetElapsedTime(started).TotalSeconds:0} s");
        return data;
    }

    private static async Task FillAsync(DirectoryInfo directory, string? connection, int posts, CancellationToken cancellationToken)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Storage:Provider"] = connection is null ? "sqlite" : "postgres",
            ["Storage:ConnectionString"] = connection,
        };
        var collection = new ServiceCollection();
        collection
            .AddLogging()
            .AddPosts(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), new DataDirectory(directory.FullName));
        await using var services = collection.BuildServiceProvider();
        await services.GetRequiredService<StorageStart>().RunAsync(cancellationToken);
        var store = services.GetRequiredService<Store>();
        var channels = await store.WriteAsync(scope => Task.FromResult(AddChannels(scope)), cancellationToken);
        var last = TimeProvider.System.GetUtcNow() + _ahead;
        for (var first = 0; first < posts; first += PerTransaction)
        {
            var numbers = Enumerable.Range(first, Math.Min(PerTransaction, posts - first));
            await store.WriteAsync(
                scope =>
                {
                    scope.Db.ChangeTracker.AutoDetectChangesEnabled = false;
                    scope.Db.Posts.AddRange(numbers.Select(number => PostOf(number, posts, channels, last, scope.Now)));
                    return Task.CompletedTask;
                },
                cancellationToken
            );
        }
    }

    // They are off: what waits on them is not to go out meanwhile.
    private static List<Channel> AddChannels(WriteScope scope)
    {
        var none = new Dictionary<string, string>();
        var channels = Enumerable
            .Range(0, Channels)
            .Select(number => new Channel(
                scope.NewId("ch_"),
                new ChannelPlan($"Channel {number}", "en", null, null, none, [], TimeSpan.Zero, TimeSpan.Zero, Enabled: false),
                "mastodon",
                Format.ShortText,
                credentials: "",
                scope.Now
            ))
            .ToList();
        scope.Db.Channels.AddRange(channels);
        return channels;
    }

    // Posts are made in the order of their time, as a newsroom makes them.
    private static Post PostOf(int number, int posts, List<Channel> channels, DateTimeOffset last, DateTimeOffset now)
    {
        var publishAt = last - ((posts - number) * _step);
        var piece = number / ChannelsPerPiece;
        var channel = channels[((piece * ChannelsPerPiece) + (number % ChannelsPerPiece)) % Channels];
        var variant = new StoredVariant(Id("v", number), Id("c", piece), 1, channel, publishAt - TimeSpan.FromDays(2));
        var part = new Part { Number = 1, Text = "Tea on the old bridge" };
        variant.Ready(
            new Variant
            {
                ChannelId = channel.Id,
                Network = channel.Network,
                Format = channel.Format,
                Language = channel.Language,
                Parts = [part],
            },
            hash: Convert.ToHexStringLower(Guid.CreateVersion7(publishAt).ToByteArray()),
            warnings: []
        );
        var made = publishAt - TimeSpan.FromDays(1);
        var post = new Post(Id("p", number), variant, publishAt, "Asia/Yerevan", TimeSpan.FromHours(6), repeat: false, "editor", made);
        if (publishAt < now)
        {
            End(post, number);
        }

        return post;
    }

    /// <summary>Of a hundred posts five were cancelled, two missed, two refused; one has been sent twice.</summary>
    private static void End(Post post, int number)
    {
        switch (((number / Channels * 33) + number) % 100) // every channel has all of them
        {
            case < 5:
                post.Cancel();
                return;
            case < 7:
                post.Miss();
                return;
            case < 9:
                Send(post, new Outcome.Refused("rejected", "The network did not take it."));
                return;
            case 9:
                Send(post, new Outcome.NotSent("The connection was refused.", TimeSpan.FromMinutes(1)));
                break;
        }

        Send(post, new Outcome.Published(new RemoteId(Id("r", number)), new Uri($"https://social.example/@newsroom/{number}")));
    }

    private static void Send(Post post, Outcome outcome)
    {
        post.Begin("bench", TimeSpan.FromMinutes(2), post.PublishAt);
        post.Record(outcome, post.PublishAt + TimeSpan.FromSeconds(1));
    }

    private static string Id(string prefix, int number) => $"{prefix}_01jd{number:d22}";
}
