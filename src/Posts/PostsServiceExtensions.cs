using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Publisher.Posts.Keys;
using Publisher.Posts.Media;
using Publisher.Posts.Record;
using Publisher.Posts.Safety;
using Publisher.Posts.Storage;
using Publisher.Posts.Watch;

namespace Publisher.Posts;

public static class PostsServiceExtensions
{
    /// <summary>The diary and everything that writes in it.</summary>
    public static IServiceCollection AddPosts(this IServiceCollection services, IConfiguration configuration, DataDirectory directory)
    {
        SQLitePCL.Batteries_V2.Init();
        services.AddSingleton(directory).TryAddSingleton(TimeProvider.System);
        services.Configure<ClusterOptions>(configuration.GetSection(ClusterOptions.Section));
        services.Configure<ApprovalOptions>(configuration.GetSection(ApprovalOptions.Section));
        services.Configure<SecretsOptions>(configuration.GetSection(SecretsOptions.Section));
        services.Configure<AuditOptions>(configuration.GetSection(AuditOptions.Section));
        services.Configure<PublicOptions>(configuration.GetSection(PublicOptions.Section));
        services
            .AddOptions<RetentionOptions>()
            .Bind(configuration.GetSection(RetentionOptions.Section))
            .Validate(
                retention => retention.OriginalsDays is >= 0 and <= RetentionOptions.MostDays,
                $"Retention:OriginalsDays must be a number of days from 0 (none are kept) to {RetentionOptions.MostDays}; it is "
                    + $"{configuration[$"{RetentionOptions.Section}:{nameof(RetentionOptions.OriginalsDays)}"]}."
            )
            .ValidateOnStart();
        services.AddSingleton<Settlement>().AddSingleton<Rendering>().AddSingleton<Submission>().AddSingleton<Review>();
        services
            .AddSingleton<Scheduling>()
            .AddSingleton<PostChanges>()
            .AddSingleton<Takedowns>()
            .AddSingleton<TakedownReport>()
            .AddSingleton<PostAlarms>();
        services
            .AddSingleton<Pauses>()
            .AddSingleton<Panic>()
            .AddSingleton<RestoredCopy>()
            .AddSingleton<PublicRecord>()
            .AddSingleton<RecordSigner>()
            .AddSingleton<Verification>()
            .AddSingleton<PublicFiles>()
            .AddSingleton<FileHolds>()
            .AddSingleton<MediaCover>()
            .AddSingleton<Originals>()
            .AddSingleton<OriginalPurge>()
            .AddSingleton<MediaPurge>()
            .AddSingleton<OrphanSearch>()
            .AddSingleton<BackupKeys>()
            .AddSingleton<ReplacedVariants>()
            .AddSingleton<ChannelAccesses>()
            .AddSingleton<Leases>()
            .AddSingleton<PreparingClaims>()
            .AddSingleton<SendingClaims>()
            .AddSingleton<AskingClaims>()
            .AddSingleton<RemovingClaims>()
            .AddSingleton<LatePosts>()
            .AddSingleton<AttemptWatch>()
            .AddSingleton<ClockWaits>()
            .AddSingleton<Results>()
            .AddSingleton<HeldResults>()
            .AddHostedService(provider => provider.GetRequiredService<DiskProbe>())
            .AddHostedService(provider => provider.GetRequiredService<OriginalPurge>())
            .AddHostedService<RenderLoop>()
            .AddHostedService<PurgeLoop>();
        services.AddMetrics().AddSingleton<DeliveryMetrics>().AddSingleton<WebhookMetrics>();
        services.AddSingleton<Troubles>().AddSingleton<Alerts>();
        services.AddSingleton<ProtectedNames>().AddSingleton<LeakChecks>().AddSingleton<KeptNames>().AddSingleton<GuardLoop>();
        services.AddHostedService(provider => provider.GetRequiredService<GuardLoop>());
        services.AddSingleton<AuditHeads>().AddHostedService<AuditExport>();
        services.AddSingleton<RenderMetrics>().AddSingleton<QueueGauges>();
        return services.AddStorage(configuration, directory).AddMediaStore(configuration);
    }

    private static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration, DataDirectory directory)
    {
        var section = configuration.GetSection(StorageOptions.Section);
        var options = section.Get<StorageOptions>() ?? new StorageOptions();
        services
            .AddOptions<StorageOptions>()
            .Bind(section)
            .Validate(storage => storage.Provider is "sqlite" or "postgres", "Storage:Provider must be sqlite or postgres.")
            .Validate(
                storage => !storage.IsPostgres || storage.ConnectionString is { Length: > 0 },
                "Storage:ConnectionString is needed for postgres."
            )
            .ValidateOnStart();
        if (options.IsPostgres)
        {
            services.AddPooledDbContextFactory<PostgresPublisherDb>(builder =>
                builder.UseNpgsql(options.ConnectionString).ConfigureWarnings(LeaveToTests)
            );
            services.AddSingleton(provider => new Contexts(
                provider.GetRequiredService<IDbContextFactory<PostgresPublisherDb>>().CreateDbContext
            ));
            services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<PostgresPublisherDb>>().CreateDbContext());
        }
        else
        {
            services.AddPooledDbContextFactory<SqlitePublisherDb>(builder =>
                builder
                    .UseSqlite($"Data Source={directory.File("publisher.db")};Cache=Private")
                    .AddInterceptors(new SqliteSetup())
                    .ConfigureWarnings(LeaveToTests)
            );
            services.AddSingleton(provider => new Contexts(
                provider.GetRequiredService<IDbContextFactory<SqlitePublisherDb>>().CreateDbContext
            ));
        }

        services.AddSingleton(new WriteGate(oneAtATime: !options.IsPostgres));
        services.TryAddSingleton<NodeClock>();
        services
            .AddSingleton<HighWater>()
            .AddSingleton<Signals>()
            .AddSingleton<DiskRoom>()
            .AddSingleton<DiskProbe>()
            .AddSingleton<Store>()
            .AddSingleton<StorageStart>()
            .AddSingleton<FreedSpace>()
            .AddSingleton<Secrets>()
            .AddSingleton<KeptKeys>()
            .AddSingleton<AuditKeys>()
            .AddSingleton<AuditChain>();
        return services.AddKeyRing(options.IsPostgres, configuration.GetSection(SecretsOptions.Section).Get<SecretsOptions>() ?? new());
    }

    /// <summary>That migrations and model agree is a test's business: asking at every start costs 4 MB and 0.3 s.</summary>
    private static void LeaveToTests(WarningsConfigurationBuilder warnings) =>
        warnings.Ignore(RelationalEventId.PendingModelChangesWarning);

    private static IServiceCollection AddMediaStore(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(MediaOptions.Section);
        services
            .AddOptions<MediaOptions>()
            .Bind(section)
            .Validate(media => media.Provider is "disk" or "s3", "Media:Provider must be disk or s3.")
            .Validate(
                media => media.Provider is "disk" || media.S3 is { Endpoint.Length: > 0, Bucket.Length: > 0 },
                "Media:S3 needs Endpoint and Bucket."
            )
            .Validate(
                media =>
                    media.Provider is "disk"
                    || Uri.TryCreate(media.S3.Endpoint, UriKind.Absolute, out var at) && at.Scheme is "https" or "http",
                "Media:S3:Endpoint must be an address such as https://s3.example.org."
            )
            .Validate(
                media => media.Provider is "disk" || media.S3 is { AccessKey.Length: > 0, SecretKey.Length: > 0 },
                "Media:S3 needs AccessKey and SecretKey."
            )
            .Validate<IOptions<ClusterOptions>>(
                (media, cluster) => !cluster.Value.Enabled || media.Provider is "s3" || media.Shared,
                "Cluster:Enabled needs Media:Provider=s3, or Media:Shared=true when all nodes have one and the same folder media (NFS): "
                    + "a picture uploaded to one node must be there on the others."
            )
            .ValidateOnStart();
        return (section.Get<MediaOptions>() ?? new()).Provider is "s3"
            ? services.AddSingleton<MediaStore, S3MediaStore>()
            : services.AddSingleton<DiskMediaStore>().AddSingleton<MediaStore>(provider => provider.GetRequiredService<DiskMediaStore>());
    }
}
