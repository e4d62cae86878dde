using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Publisher.Channels.Bluesky;
using Publisher.Channels.Composing;
using Publisher.Channels.Http;
using Publisher.Channels.Imaging;
using Publisher.Channels.Imaging.Decoding;
using Publisher.Channels.Imaging.Video;
using Publisher.Channels.Mastodon;
using Publisher.Channels.Telegram;
using Publisher.Channels.Templates;
using Publisher.Channels.TikTok;
using Publisher.Channels.Translation;
using Publisher.Channels.WordPress;

namespace Publisher.Channels;

/// <summary>Registers the room. The caller binds <see cref="EgressOptions"/>, <see cref="ImagingOptions"/> and <see cref="TranslationOptions"/> from its configuration.</summary>
public static class ChannelsServiceExtensions
{
    public static IServiceCollection AddChannels(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<EgressOptions>();
        services.AddSingleton<EgressGuard>();
        services.AddSingleton<NetworkClients>();
        services.AddSingleton<NetworkDirectory>();
        services.AddOptions<ImagingOptions>();
        services.TryAddSingleton(provider => new PictureLibrary(provider.GetRequiredService<IOptions<ImagingOptions>>().Value));
        services.TryAddSingleton<DecoderPool>();
        services.TryAddSingleton(provider => new TemplateCatalogue(
            provider.GetRequiredService<IOptions<ImagingOptions>>().Value.TemplateDirectory
        ));
        services.TryAddSingleton<SlideRenderer>();
        services.TryAddSingleton<VideoRenderer>();
        services.TryAddSingleton(provider => new Lazy<SlideRenderer>(provider.GetRequiredService<SlideRenderer>));
        services.TryAddSingleton(provider => new Lazy<VideoRenderer>(provider.GetRequiredService<VideoRenderer>));
        services.AddSingleton<Composer>();
        services.AddOptions<TranslationOptions>();
        services.AddSingleton<Drafting>();

        // The list of networks, one line each.
        return services
            .AddNetwork<BlueskyNetwork>()
            .AddNetwork<MastodonNetwork>()
            .AddNetwork<TelegramNetwork>()
            .AddNetwork<TikTokNetwork>()
            .AddNetwork<WordPressNetwork>();
    }

    /// <summary>Adds one network. It is stateless and takes a client per call, so one instance serves every channel.</summary>
    public static IServiceCollection AddNetwork<TNetwork>(this IServiceCollection services)
        where TNetwork : class, INetwork => services.AddSingleton<INetwork, TNetwork>();
}
