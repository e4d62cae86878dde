using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Publisher.Tests.Channels.TikTok;

/// <summary>Serves pictures and a film under links that work until they are revoked, as the service does for networks that pull.</summary>
public sealed class PullHost : IAsyncLifetime
{
    /// <summary>As much of an MP4 as a look at its beginning needs.</summary>
    public static readonly byte[] Film = [0, 0, 0, 24, .. "ftypisom\0\0\u0002\0isommp42"u8];

    private readonly ConcurrentDictionary<string, PullLink> _links = new();
    private readonly WebApplication _app;

    public PullHost()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapGet("/m/{token}", Serve);
    }

    public async ValueTask InitializeAsync() => await _app.StartAsync();

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    /// <summary>Gives a channel links and revocations of its own.</summary>
    public void Attach(SandboxChannel channel)
    {
        var mine = new ConcurrentBag<PullLink>();
        channel.MakePullLinkAsync = (file, _, _) =>
        {
            var token = Guid.NewGuid().ToString("N");
            mine.Add(_links[token] = new PullLink(file.MediaType));
            return Task.FromResult(new Uri($"{_app.Urls.Single()}/m/{token}"));
        };
        channel.RevokeUnfetchedAsync = (_, _) => Task.FromResult(RevokeUnfetched(mine));
    }

    private static bool RevokeUnfetched(IReadOnlyCollection<PullLink> links)
    {
        if (links.Any(link => link.Fetched))
        {
            return false;
        }

        foreach (var link in links)
        {
            link.Revoked = true;
        }

        return true;
    }

    private IResult Serve(string token)
    {
        if (!_links.TryGetValue(token, out var link) || link.Revoked)
        {
            return TypedResults.NotFound();
        }

        link.Fetched = true;
        return TypedResults.Bytes(link.MediaType == "video/mp4" ? Film : SandboxChannel.Picture, link.MediaType);
    }

    private sealed class PullLink(string mediaType)
    {
        public string MediaType => mediaType;
        public bool Fetched { get; set; }
        public bool Revoked { get; set; }
    }
}
