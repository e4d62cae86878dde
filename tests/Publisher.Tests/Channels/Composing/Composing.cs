using Publisher.Channels;
using Publisher.Channels.Composing;
using Publisher.Channels.Imaging;
using Publisher.Channels.Imaging.Video;
using Publisher.Channels.Templates;
using Publisher.Tests.Channels.Imaging;

namespace Publisher.Tests.Channels.Composing;

/// <summary>Composes an invented piece for a channel.</summary>
internal static class Composing
{
    private static readonly SlideRenderer Renderer = new(Pictures.Library);
    private static readonly VideoRenderer Films = new(Pictures.Library);

    public static Content Piece(
        string? title = "Мост, который чинили вдвоём",
        string? summary = "Жители двух посёлков встретились впервые за 30 лет.",
        string body = "Сначала молчали. Потом кто-то поставил **чайник**.",
        string language = "ru"
    ) =>
        new()
        {
            Texts = new Dictionary<string, LocalText> { [language] = new(title, summary, body, [], ["мир", "вместе-чиним"]) },
            Link = new Uri("https://most.example/bridge"),
        };

    public static ChannelBrief Channel(
        NetworkProfile network,
        string language = "ru",
        Format? format = null,
        string? longText = null,
        string? images = null,
        string? requireAlt = null
    )
    {
        (string Name, string? Value)[] settings = [("longText", longText), ("images", images), ("requireAlt", requireAlt)];
        return new(
            "ch_1",
            network.Name,
            format ?? network.Formats[0],
            language,
            "25-40",
            settings.Where(setting => setting.Value is not null).ToDictionary(setting => setting.Name, setting => setting.Value!)
        );
    }

    public static async Task<Composition> ComposeAsync(
        Content content,
        NetworkProfile network,
        ChannelBrief? channel = null,
        TemplateCatalogue? templates = null,
        ContentShelf? shelf = null
    ) =>
        await new Composer(
            new Lazy<SlideRenderer>(Renderer),
            new Lazy<VideoRenderer>(Films),
            templates ?? TemplateCatalogue.Shipped
        ).ComposeAsync(
            content,
            channel ?? Channel(network),
            network,
            (id, _) => Task.FromResult(id.StartsWith("m_", StringComparison.Ordinal) ? Media(id) : null),
            null,
            TestContext.Current.CancellationToken,
            shelf
        );

    public static async Task<Composition.Ready> ReadyAsync(
        Content content,
        NetworkProfile network,
        ChannelBrief? channel = null,
        TemplateCatalogue? templates = null
    ) => Assert.IsType<Composition.Ready>(await ComposeAsync(content, network, channel, templates));

    public static async Task<Problem> ProblemAsync(Content content, NetworkProfile network, ChannelBrief? channel = null) =>
        Assert.Single(Assert.IsType<Composition.Impossible>(await ComposeAsync(content, network, channel)).Problems);

    public static Content WithPhotos(Content content, int count) =>
        content with
        {
            Media =
            [
                .. Enumerable
                    .Range(1, count)
                    .Select(number => new ContentMedia($"m_{number}", new Dictionary<string, string> { ["ru"] = $"Фото {number}" })),
            ],
        };

    private static SourceMedia? Media(string id) =>
        new(
            id,
            id.EndsWith('v') ? "video/mp4" : "image/jpeg",
            1200,
            800,
            new string('a', 64),
            _ => Task.FromResult<Stream>(new MemoryStream(id == "m_broken" ? SamplePhotos.Jpeg[..40] : SamplePhotos.Jpeg))
        );
}
