using Microsoft.Extensions.DependencyInjection;

namespace Publisher.Channels.Imaging;

public static class ImagingServiceExtensions
{
    /// <summary>Adds the picture library of this process, the scrubber and the slide renderer.</summary>
    public static IServiceCollection AddImaging(this IServiceCollection services, ImagingOptions options) =>
        services.AddSingleton(_ => new PictureLibrary(options)).AddSingleton<Scrubber>().AddSingleton<SlideRenderer>();
}
