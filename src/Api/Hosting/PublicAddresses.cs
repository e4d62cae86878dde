using Publisher.Api.Conventions;
using Publisher.Api.Keys;

namespace Publisher.Api.Hosting;

/// <summary>On the addresses of <c>--public-urls</c> only routes for the outside exist, so that the rest can stay private.</summary>
internal sealed class PublicAddresses(RequestDelegate next, IConfiguration configuration)
{
    private readonly HashSet<int> _ports = Ports(configuration);

    public Task InvokeAsync(HttpContext context)
    {
        if (!_ports.Contains(context.Connection.LocalPort))
        {
            return next(context);
        }

        return context.GetEndpoint()?.Metadata.GetMetadata<RouteAccess>() is RouteAccess.Public
            ? next(context)
            : Problems.NotFound().ExecuteAsync(context);
    }

    private static HashSet<int> Ports(IConfiguration configuration)
    {
        HashSet<int> open = [.. Settings.PublicUrls(configuration).Select(url => BindingAddress.Parse(url).Port)];
        return open.Overlaps(Settings.Urls(configuration).Select(url => BindingAddress.Parse(url).Port))
            ? throw new InvalidOperationException("--urls and --public-urls must not share a port: that is how they are told apart.")
            : open;
    }
}
