using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Publisher.Posts.Keys;
using Publisher.Posts.Media;
using Publisher.Posts.Record;
using Publisher.Posts.Safety;
using Publisher.Posts.Watch;
using Publisher.Posts.Webhooks;

namespace Publisher.Posts.Storage;

/// <summary>Tables, keys and the index behind every list.</summary>
internal static class Mappings
{
    public static void Apply(ModelBuilder model)
    {
        Contents(model);
        Posts(model);
        Outside(model);
        Safety(model);
        NameInSnakeCase(model);
    }

    private static void Contents(ModelBuilder model)
    {
        model.Entity<StoredContent>(content =>
        {
            content.ToTable("contents").HasKey(row => row.Id);
            Document(content.Property(row => row.Tags));
            content.Property(row => row.Version).IsConcurrencyToken();
            content.HasIndex(row => new { row.State, row.Id });
        });
        model.Entity<Revision>(revision =>
        {
            revision.ToTable("revisions").HasKey(row => new { row.ContentId, row.Number });
            Document(revision.Property(row => row.Content)).HasColumnName("document");
        });
        model.Entity<StoredVariant>(variant =>
        {
            variant.ToTable("variants").HasKey(row => row.Id);
            Document(variant.Property(row => row.Document!));
            Document(variant.Property(row => row.Warnings));
            Document(variant.Property(row => row.Problems));
            variant.HasIndex(row => new
            {
                row.ContentId,
                row.Revision,
                row.ChannelId,
            });
            variant.HasIndex(row => row.ChannelId);
            variant.HasIndex(row => row.CreatedAt).HasFilter("state = 'rendering'").HasDatabaseName("ix_variants_rendering");
        });
        model.Entity<Approval>(approval =>
        {
            approval.ToTable("approvals").HasKey(row => row.Id);
            Document(approval.Property(row => row.VariantHashes));
            Document(approval.Property(row => row.Languages));
            Document(approval.Property(row => row.Checked));
            Document(approval.Property(row => row.Times));
            approval.HasIndex(row => row.ContentId);
        });
        model.Entity<Channel>(channel =>
        {
            channel.ToTable("channels").HasKey(row => row.Id);
            Document(channel.Property(row => row.Settings));
            Document(channel.Property(row => row.Slots));
            channel.Property(row => row.Version).IsConcurrencyToken();
        });
        model.Entity<StoredMedia>(media =>
        {
            media.ToTable("media").HasKey(row => row.Id);
            Document(media.Property(row => row.Removed));
            media.HasIndex(row => row.Sha256);
            media.HasIndex(row => row.CoverOf);
        });
        model.Entity<KeptOriginal>(original =>
        {
            original.ToTable("originals").HasKey(row => row.MediaId);
            original.HasIndex(row => row.KeptAt);
            original.HasIndex(row => row.Name);
        });
        model.Entity<MediaLink>(link =>
        {
            link.ToTable("media_links").HasKey(row => row.TokenHash);
            link.HasIndex(row => row.AttemptKey);
        });
        model.Entity<PublicFile>(file =>
        {
            file.ToTable("public_files").HasKey(row => new { row.Sha256, row.PostId });
            file.HasIndex(row => row.ContentId);
            file.HasIndex(row => row.PostId);
        });
        model.Entity<FileOfVariant>(file =>
        {
            file.ToTable("variant_files").HasKey(row => new { row.Sha256, row.VariantId });
            file.HasIndex(row => row.VariantId);
        });
        model.Entity<DoomedFile>(file =>
        {
            file.ToTable("doomed_files").HasKey(row => row.Id);
            file.HasIndex(row => row.Sha256);
        });
    }

    private static void Posts(ModelBuilder model)
    {
        model.Entity<Post>(post =>
        {
            post.ToTable("posts").HasKey(row => row.Id);
            Document(post.Property(row => row.Prepared!));
            post.Property(row => row.State).IsConcurrencyToken();
            post.Property(row => row.Fence).IsConcurrencyToken();
            post.HasMany(row => row.Attempts).WithOne().HasForeignKey(attempt => attempt.PostId);
            post.HasMany(row => row.Parts).WithOne().HasForeignKey(part => part.PostId);
            post.Navigation(row => row.Attempts).HasField("_attempts").UsePropertyAccessMode(PropertyAccessMode.Field);
            post.Navigation(row => row.Parts).HasField("_parts").UsePropertyAccessMode(PropertyAccessMode.Field);
            post.HasIndex(row => row.LiveKey).IsUnique();
            post.HasIndex(row => new { row.State, row.DueAt });
            post.HasIndex(row => new { row.State, row.MissedAt });
            post.HasIndex(row => new { row.PublishAt, row.Id });
            post.HasIndex(row => new
            {
                row.State,
                row.PublishAt,
                row.Id,
            });
            post.HasIndex(row => new
            {
                row.ChannelId,
                row.PublishAt,
                row.Id,
            });
            post.HasIndex(row => row.ContentId);
        });
        model.Entity<PostAttempt>(attempt => attempt.ToTable("attempts").HasKey(row => new { row.PostId, row.Number }));
        model.Entity<PostPart>(part =>
        {
            part.ToTable("parts").HasKey(row => new { row.PostId, row.Number });
            part.HasIndex(row => row.RemoteId);
        });
        model.Entity<Takedown>(takedown =>
        {
            takedown.ToTable("takedowns").HasKey(row => row.Id);
            Document(takedown.Property(row => row.Items));
            takedown.HasIndex(row => row.ContentId);
            takedown.HasIndex(row => row.FinishedAt);
        });
        model.Entity<Pause>(pause =>
        {
            pause.ToTable("pauses").HasKey(row => row.Id);
            pause.HasIndex(row => row.ChannelId).HasFilter("ended_at IS NULL").HasDatabaseName("ix_pauses_in_force");
        });
        model.Entity<Epoch>(epoch =>
        {
            epoch.ToTable("epochs").HasKey(row => row.Number);
            epoch.Property(row => row.Number).ValueGeneratedNever();
            epoch.HasIndex(row => row.Mark).IsUnique();
        });
        model.Entity<RecordEntry>(entry =>
        {
            entry.ToTable("record").HasKey(row => row.Number);
            entry.Property(row => row.Number).ValueGeneratedOnAdd();
            entry.HasIndex(row => row.Hash);
            entry.HasIndex(row => row.Opening);
            entry.HasIndex(row => row.Ending);
            entry.HasIndex(row => row.PostId);
            entry.HasIndex(row => new { row.ChannelId, row.Number });
        });
        model.Entity<SecondApproval>(approval =>
        {
            approval.ToTable("second_approvals").HasKey(row => row.Id);
            approval.Property(row => row.ApprovedAt).IsConcurrencyToken();
        });
    }

    private static void Safety(ModelBuilder model)
    {
        model.Entity<AuditEntry>(entry =>
        {
            entry.ToTable("audit").HasKey(row => row.Sequence);
            entry.Property(row => row.Sequence).ValueGeneratedNever();
            entry.HasIndex(row => new { row.At, row.Sequence });
            entry.HasIndex(row => row.Action).HasFilter("action = 'copy.restored'").HasDatabaseName("ix_audit_restored");
        });
        model.Entity<StoredName>(name => name.ToTable("protected_names").HasKey(row => row.Id));
        model.Entity<GuardList>(list =>
        {
            list.ToTable("guard_lists").HasKey(row => row.Id);
            list.Property(row => row.Id).ValueGeneratedNever();
            list.Property(row => row.Version).IsConcurrencyToken();
        });
        model.Entity<GuardVerdict>(verdict =>
        {
            verdict.ToTable("guard_verdicts").HasKey(row => row.VariantId);
            Document(verdict.Property(row => row.Findings));
            verdict.Property(row => row.ListVersion).IsConcurrencyToken();
        });
        model.Entity<GuardOverride>(passed =>
        {
            passed.ToTable("guard_overrides").HasKey(row => row.Id);
            Document(passed.Property(row => row.VariantHashes));
            passed.HasIndex(row => row.ContentId);
        });
    }

    private static void Outside(ModelBuilder model)
    {
        model.Entity<StoredEvent>(stored =>
        {
            stored.ToTable("events").HasKey(row => row.Sequence);
            stored.Property(row => row.Sequence).ValueGeneratedOnAdd();
            stored.HasIndex(row => row.Sequence).HasFilter("fanned_out = false").HasDatabaseName("ix_events_waiting");
        });
        model.Entity<Alert>(alert =>
        {
            alert.ToTable("alerts").HasKey(row => row.Id);
            alert.HasIndex(row => row.OpenKey).IsUnique();
            alert.HasIndex(row => new { row.ChannelId, row.Id });
        });
        model.Entity<Webhook>(webhook =>
        {
            webhook.ToTable("webhooks").HasKey(row => row.Id);
            Document(webhook.Property(row => row.Events));
            webhook.Property(row => row.Version).IsConcurrencyToken();
        });
        model.Entity<WebhookDelivery>(delivery =>
        {
            delivery.ToTable("webhook_deliveries").HasKey(row => row.Id);
            delivery.HasIndex(row => new { row.WebhookId, row.Id });
            delivery.HasIndex(row => new { row.State, row.NextTryAt });
        });
        model.Entity<InboundHook>(hook =>
        {
            hook.ToTable("inbound_hooks").HasKey(row => row.Id);
            Document(hook.Property(row => row.Channels));
            hook.HasIndex(row => row.TokenHash).IsUnique();
        });
        model.Entity<InboundMessage>(message => message.ToTable("inbound_messages").HasKey(row => new { row.HookId, row.MessageId }));
        model.Entity<ApiKey>(key =>
        {
            key.ToTable("api_keys").HasKey(row => row.Id);
            Document(key.Property(row => row.Scopes));
            Document(key.Property(row => row.Channels!));
            key.HasIndex(row => row.Hash).IsUnique();
        });
        model.Entity<KeptKey>(key =>
        {
            key.ToTable("kept_keys").HasKey(row => new { row.Purpose, row.Number });
            key.Property(row => row.Number).ValueGeneratedNever();
        });
        model.Entity<StoredAnswer>(answer =>
        {
            answer.ToTable("answers").HasKey(row => row.Key);
            answer.HasIndex(row => row.At);
        });
        model.Entity<CalendarLink>(link =>
        {
            link.ToTable("calendar_links").HasKey(row => row.Id);
            Document(link.Property(row => row.Channels!));
            link.HasIndex(row => row.TokenHash).IsUnique();
        });
    }

    private static PropertyBuilder<T> Document<T>(PropertyBuilder<T> property) =>
        property.HasConversion(new DocumentConverter<T>(), new DocumentComparer<T>());

    /// <summary>Columns and enum values in snake_case, so that the prepared SQL reads like the API.</summary>
    private static void NameInSnakeCase(ModelBuilder model)
    {
        foreach (var property in model.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
        {
            if (property.Name != "Document" || property.GetColumnName() == "Document")
            {
                property.SetColumnName(SnakeCase.Of(property.GetColumnName()));
            }

            var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
            if (type.IsEnum)
            {
                // As a type: the compiled model can write that down, an instance it would lose.
                property.SetValueConverter(typeof(SnakeCaseEnumConverter<>).MakeGenericType(type));
            }
        }
    }
}
