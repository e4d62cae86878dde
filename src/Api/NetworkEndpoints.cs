using Publisher.Api.Conventions;
using Publisher.Api.Keys;
using Publisher.Channels;

namespace Publisher.Api;

internal static class NetworkEndpoints
{
    public static void MapNetworks(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/v1/networks",
                (NetworkDirectory networks) => Reply.Ok(new PageView<NetworkView>([.. networks.Profiles.Select(NetworkView.Of)], null))
            )
            .WithTags("Channels")
            .Needs(Scopes.Read)
            .Produces<PageView<NetworkView>>();
}

/// <summary>What a network can do.</summary>
internal sealed record NetworkView(
    string Name,
    string DisplayName,
    IReadOnlyList<Format> Formats,
    LimitsView Limits,
    ReconcileKind Reconcile,
    TakedownKind Takedown,
    IReadOnlyList<FieldView> Settings,
    IReadOnlyList<FieldView> Credentials
)
{
    public static NetworkView Of(NetworkProfile profile) =>
        new(
            profile.Name,
            profile.DisplayName,
            profile.Formats,
            LimitsView.Of(profile),
            profile.Reconcile,
            profile.Takedown,
            [.. profile.Settings.Select(FieldView.Of)],
            [.. profile.Credentials.Select(FieldView.Of)]
        );
}

/// <summary>Null: no limit of that kind.</summary>
/// <param name="TextUnit">What <paramref name="Text"/> and <paramref name="Caption"/> count.</param>
/// <param name="ImageSide">px</param>
internal sealed record LimitsView(
    int? Text,
    CountUnit TextUnit,
    int? Caption,
    int? TextBytes,
    int? Title,
    bool Links,
    int Images,
    long ImageBytes,
    int ImageSide,
    IReadOnlyList<string> ImageTypes,
    int? Alt
)
{
    public static LimitsView Of(NetworkProfile profile) =>
        new(
            profile.Text.Limit,
            profile.Text.Unit,
            profile.Text.CaptionLimit,
            profile.Text.LimitBytes,
            profile.Text.TitleLimit,
            profile.Text.LinksAllowed,
            profile.Images.MaxCount,
            profile.Images.MaxBytes,
            profile.Images.MaxSide,
            profile.Images.MediaTypes,
            profile.Images.AltLimit
        );
}

/// <summary>A setting or credential of a channel.</summary>
internal sealed record FieldView(
    string Name,
    bool Required,
    string Description,
    SettingKind Kind,
    string? Default,
    IReadOnlyList<string> Choices
)
{
    public static FieldView Of(SettingField field) =>
        new(field.Name, field.Required, field.Description, field.Kind, field.Default, field.Choices);
}
