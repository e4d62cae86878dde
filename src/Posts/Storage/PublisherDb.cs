using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Publisher.Posts.Keys;
using Publisher.Posts.Media;
using Publisher.Posts.Record;
using Publisher.Posts.Safety;
using Publisher.Posts.Watch;
using Publisher.Posts.Webhooks;

namespace Publisher.Posts.Storage;

/// <summary>The diary: one model for SQLite and PostgreSQL. Reached through <see cref="Store"/>.</summary>
public abstract class PublisherDb(DbContextOptions options) : DbContext(options), IDataProtectionKeyContext
{
    public DbSet<StoredContent> Contents => Set<StoredContent>();
    public DbSet<Revision> Revisions => Set<Revision>();
    public DbSet<StoredVariant> Variants => Set<StoredVariant>();
    public DbSet<Approval> Approvals => Set<Approval>();
    public DbSet<Post> Posts => Set<Post>();
    public DbSet<PostAttempt> Attempts => Set<PostAttempt>();
    public DbSet<PostPart> Parts => Set<PostPart>();
    public DbSet<Channel> Channels => Set<Channel>();
    public DbSet<Pause> Pauses => Set<Pause>();
    public DbSet<Alert> Alerts => Set<Alert>();
    public DbSet<SecondApproval> SecondApprovals => Set<SecondApproval>();
    public DbSet<Epoch> Epochs => Set<Epoch>();
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();
    public DbSet<StoredName> ProtectedNames => Set<StoredName>();
    public DbSet<GuardList> GuardLists => Set<GuardList>();
    public DbSet<GuardVerdict> GuardVerdicts => Set<GuardVerdict>();
    public DbSet<GuardOverride> GuardOverrides => Set<GuardOverride>();
    public DbSet<Takedown> Takedowns => Set<Takedown>();
    public DbSet<StoredMedia> Media => Set<StoredMedia>();
    public DbSet<MediaLink> MediaLinks => Set<MediaLink>();
    public DbSet<KeptOriginal> Originals => Set<KeptOriginal>();
    public DbSet<PublicFile> PublicFiles => Set<PublicFile>();
    public DbSet<FileOfVariant> VariantFiles => Set<FileOfVariant>();
    public DbSet<DoomedFile> DoomedFiles => Set<DoomedFile>();
    public DbSet<StoredEvent> Events => Set<StoredEvent>();
    public DbSet<Webhook> Webhooks => Set<Webhook>();
    public DbSet<WebhookDelivery> WebhookDeliveries => Set<WebhookDelivery>();
    public DbSet<InboundHook> InboundHooks => Set<InboundHook>();
    public DbSet<InboundMessage> InboundMessages => Set<InboundMessage>();
    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();
    public DbSet<RecordEntry> Record => Set<RecordEntry>();
    public DbSet<KeptKey> KeptKeys => Set<KeptKey>();
    public DbSet<StoredAnswer> Answers => Set<StoredAnswer>();
    public DbSet<CalendarLink> CalendarLinks => Set<CalendarLink>();
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<MomentConverter>();
        configurationBuilder.Properties<TimeSpan>().HaveConversion<SpanConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder) => Mappings.Apply(modelBuilder);
}

public sealed class SqlitePublisherDb(DbContextOptions<SqlitePublisherDb> options) : PublisherDb(options);

public sealed class PostgresPublisherDb(DbContextOptions<PostgresPublisherDb> options) : PublisherDb(options);
