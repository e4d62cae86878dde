using Publisher.Api.Conventions;
using Publisher.Api.Keys;
using Publisher.Channels;
using Publisher.Channels.Imaging;
using Publisher.Channels.Templates;

namespace Publisher.Api;

/// <summary>How slides can look, for those who choose it for a channel.</summary>
internal static class TemplateEndpoints
{
    public static void MapTemplates(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/v1/templates",
                (TemplateCatalogue templates) =>
                    Reply.Ok(new PageView<TemplateView>([.. templates.All.Select(template => TemplateView.Of(template, templates))], null))
            )
            .WithTags("Channels")
            .WithSummary("The looks that slides can have")
            .WithDescription(
                "A channel whose format draws slides chooses one by its setting template, and adds its own colours, font, handle and logo "
                    + "by the settings listed here. POST /v1/preview shows what comes of it."
            )
            .Needs(Scopes.Read)
            .Produces<PageView<TemplateView>>();
}

/// <summary>A look of slides.</summary>
/// <param name="Hash">SHA-256 of its files. Approvals of slides are bound to it.</param>
/// <param name="IsDefault">Taken by channels that choose none.</param>
/// <param name="Kinds">Of slides it draws.</param>
/// <param name="Colours">By surface: photo, card, closing.</param>
/// <param name="Fonts">The first is taken by channels that choose none.</param>
/// <param name="Settings">What a channel may set.</param>
internal sealed record TemplateView(
    string Name,
    string Version,
    string Hash,
    string Description,
    bool IsDefault,
    IReadOnlyList<TemplateShapeView> Shapes,
    IReadOnlyList<SlideKind> Kinds,
    IReadOnlyDictionary<string, string> Colours,
    IReadOnlyList<TypeFamily> Fonts,
    IReadOnlyList<FieldView> Settings
)
{
    public static TemplateView Of(SlideTemplate template, TemplateCatalogue templates) =>
        new(
            template.Name,
            template.Version,
            template.Hash,
            template.Description,
            template == templates.Default,
            [.. template.Shapes.Select(shape => new TemplateShapeView(shape.Shape, shape.Width, shape.Height))],
            Enum.GetValues<SlideKind>(),
            template.Colours,
            template.Fonts,
            [.. BrandSettings.Fields(templates).Select(FieldView.Of)]
        );
}

/// <summary>In px.</summary>
internal sealed record TemplateShapeView(SlideShape Shape, int Width, int Height);
