using Microsoft.EntityFrameworkCore;
using Publisher.Channels;
using Publisher.Channels.Composing;
using Publisher.Channels.Http;
using Publisher.Channels.Templates;
using Publisher.Posts.Media;
using Publisher.Posts.Storage;

namespace Publisher.Posts;

/// <summary>Checks a channel's settings and credentials against what its network asks for, and puts changes to work.</summary>
public sealed class ChannelSetup(EgressGuard egress, Rendering rendering, TemplateCatalogue templates)
{
    private const int MostCharacters = 4_000;

    private static readonly PostState[] NotOut = [PostState.Scheduled, PostState.Blocked, PostState.Missed, PostState.Cancelled];

    /// <summary>The values with defaults filled in, and everything that is wrong with them.</summary>
    /// <param name="group">Where they stand in the request: <c>settings</c> or <c>credentials</c>.</param>
    public (IReadOnlyDictionary<string, string> Values, IReadOnlyList<Problem> Problems) Check(
        string group,
        IReadOnlyList<SettingField> fields,
        IReadOnlyDictionary<string, string> given
    )
    {
        var values = new Dictionary<string, string>();
        var problems = new List<Problem>();
        foreach (var field in fields)
        {
            var value = given.GetValueOrDefault(field.Name)?.Trim() is { Length: > 0 } text ? text : field.Default;
            if (value is not null)
            {
                values[field.Name] = value;
                problems.AddRange(Wrong($"{group}.{field.Name}", field, value));
            }
            else if (field.Required)
            {
                problems.Add(new("required", $"{group}.{field.Name}", $"{field.Name} is missing: {field.Description}"));
            }
        }

        problems.AddRange(
            given
                .Keys.Where(name => fields.All(field => field.Name != name))
                .Select(name => new Problem("unknown_field", $"{group}.{name}", $"There is no such field; known are {Names(fields)}."))
        );
        return (values, problems);
    }

    /// <summary>What a channel of this format may set: its network's fields and, where slides are drawn, how those look.</summary>
    public IReadOnlyList<SettingField> SettingsOf(NetworkProfile network, Format format) =>
        BrandSettings.AppliesTo(format) ? [.. network.Settings, .. BrandSettings.Fields(templates)] : network.Settings;

    /// <summary>What is wrong with how the channel's slides would look.</summary>
    /// <param name="sight">Whoever sets it: a logo must be a picture that they may see.</param>
    public async Task<IReadOnlyList<Problem>> CheckLookAsync(
        PublisherDb db,
        Format format,
        IReadOnlyDictionary<string, string> settings,
        string? ageBand,
        MediaSight sight,
        CancellationToken cancellationToken
    )
    {
        if (!BrandSettings.AppliesTo(format))
        {
            return [];
        }

        var problems = BrandSettings.Wear(templates, settings, AgeBand.IsLargeType(ageBand)).Problems.ToList();
        if (
            settings.TryGetValue(BrandSettings.Logo, out var id)
            && await sight.FindAsync(db, id, cancellationToken) is not { Kind: MediaKind.Image }
        )
        {
            problems.Add(new("media_not_found", $"settings.{BrandSettings.Logo}", $"There is no picture {Shown(id)}; upload it first."));
        }

        return problems;
    }

    /// <summary>Some channel's slides show it as their logo.</summary>
    public static async Task<bool> IsLogoAsync(PublisherDb db, string mediaId, CancellationToken cancellationToken) =>
        (await WithLogoAsync(db, mediaId, cancellationToken)).Count > 0;

    /// <summary>Ids of the channels whose slides show it as their logo.</summary>
    public static async Task<IReadOnlyList<string>> WithLogoAsync(PublisherDb db, string mediaId, CancellationToken cancellationToken) =>
        [
            .. (await db.Channels.Select(channel => new { channel.Id, channel.Settings }).ToListAsync(cancellationToken))
                .Where(channel => channel.Settings.GetValueOrDefault(BrandSettings.Logo) == mediaId)
                .Select(channel => channel.Id),
        ];

    /// <summary>Has every piece that is not out on this channel yet rendered anew, because what it is made from changed.</summary>
    public async Task RenderAgainAsync(WriteScope scope, Channel channel, CancellationToken cancellationToken)
    {
        var variants = scope.Db.Variants.Where(variant =>
            variant.ChannelId == channel.Id
            && !variant.Superseded
            && !scope.Db.Posts.Any(post => post.VariantId == variant.Id && !NotOut.Contains(post.State))
        );
        var contents = await scope
            .Db.Contents.Where(content =>
                content.State != ContentState.TakenDown
                && variants.Any(variant => variant.ContentId == content.Id && variant.Revision == content.Revision)
            )
            .ToListAsync(cancellationToken);
        foreach (var content in contents)
        {
            await rendering.RestartAsync(scope, content, channel, cancellationToken);
        }
    }

    private IEnumerable<Problem> Wrong(string path, SettingField field, string value)
    {
        if (value.Length > MostCharacters)
        {
            yield return new("too_long", path, $"{field.Name} has {value.Length} characters; the limit is {MostCharacters}.");
        }
        else if (value.Any(char.IsControl))
        {
            yield return new("invalid", path, $"{field.Name} holds control characters.");
        }
        else if (field.Choices.Count > 0 && !field.Choices.Contains(value))
        {
            yield return new(
                "unknown_value",
                path,
                $"{field.Name} must be one of {string.Join(", ", field.Choices)}; it is “{Shown(value)}”."
            );
        }
        else if (field.Kind is SettingKind.Url && WrongUrl(value) is var (code, reason))
        {
            yield return new(code, path, reason);
        }
    }

    private (string Code, string Reason)? WrongUrl(string value)
    {
        if (!Uri.TryCreate(value, UriKind.Absolute, out var address))
        {
            return ("invalid_url", $"“{Shown(value)}” is no address; it must begin with https://.");
        }

        return egress.Check(address) is { } refused ? (refused.Code, refused.Message) : null;
    }

    private static string Shown(string value) => value.Length <= 60 ? value : value[..60] + "…";

    private static string Names(IReadOnlyList<SettingField> fields) =>
        fields.Count == 0 ? "none" : string.Join(", ", fields.Select(field => field.Name));
}
