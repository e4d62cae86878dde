using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Publisher.Api;
using Publisher.Channels.Imaging;
using Publisher.Tests.Channels.Composing;
using Publisher.Tests.Channels.Http;
using Publisher.Tests.Scheduler;

namespace Publisher.Tests.Api;

[Trait("Requirement", "SEC-07")]
public sealed class MediaFetchTests
{
    private const string Canary = "canary-4711";

    [Fact]
    [Trait("Requirement", "SEC-06")]
    public async Task A_picture_behind_three_redirects_is_taken_and_one_behind_four_is_not()
    {
        await using var site = await Receiver.StartAsync(async context =>
        {
            var left = int.Parse(context.Request.Path.Value![1..], CultureInfo.InvariantCulture);
            if (left > 0)
            {
                context.Response.Redirect($"/{left - 1}");
                return;
            }

            await context.Response.Body.WriteAsync(SamplePhotos.Jpeg);
        });
        await using var app = new PublisherApp();
        using var client = await app.ClientForAsync("editor");

        var media = await client.Post("/v1/media/from-url", new { url = new Uri(site.Address, "/3") }).JsonAsync(HttpStatusCode.Created);
        var refused = await client
            .Post("/v1/media/from-url", new { url = new Uri(site.Address, "/4") })
            .JsonAsync(HttpStatusCode.UnprocessableEntity);

        Assert.Equal("image/jpeg", media.Text("mediaType"));
        Assert.Contains("302", Assert.Single(refused.Items("errors")).Text("message"), StringComparison.Ordinal);
        Assert.Equal(8, site.Calls.Count);
    }

    [Fact]
    public async Task A_slow_drip_ends_after_thirty_seconds()
    {
        var time = new FakeTimeProvider();
        var dripping = new TaskCompletionSource();
        await using var site = await Receiver.StartAsync(async context =>
        {
            await context.Response.Body.WriteAsync(new byte[] { 0xFF, 0xD8, 0xFF });
            await context.Response.Body.FlushAsync();
            dripping.SetResult();
            await HangAsync(context);
        });
        using var fetch = new MediaFetch(Probe.Guard("127.0.0.1"), time);

        var fetching = fetch.FetchAsync(site.Address, TestContext.Current.CancellationToken);
        await dripping.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromSeconds(29.9));
        Assert.False(fetching.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.2));
        var (bytes, problem) = await fetching.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Null(bytes);
        Assert.Equal("fetch_failed", problem?.Code);
        Assert.Contains("30 s", problem?.Message);
    }

    [Fact]
    public async Task An_endless_body_is_read_no_further_than_the_limit()
    {
        await using var site = await Receiver.StartAsync(async context =>
        {
            var piece = new byte[64 * 1024];
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(piece, context.RequestAborted);
            }
        });
        await using var wire = new CountingRelay(site.Address.Port);

        var (bytes, problem) = await FetchAsync(new UriBuilder(site.Address) { Port = wire.Port }.Uri);

        Assert.Null(bytes);
        Assert.Equal("image_too_large", problem?.Code);
        Assert.Contains($"{UploadLimits.PictureBytes}", problem?.Message);
        Assert.InRange(wire.Answered, UploadLimits.PictureBytes, 2L * UploadLimits.PictureBytes);
    }

    [Fact]
    public async Task A_length_that_is_over_the_limit_is_refused_before_a_byte_is_read()
    {
        await using var site = await Receiver.StartAsync(async context =>
        {
            context.Response.ContentLength = UploadLimits.PictureBytes + 1;
            await context.Response.Body.FlushAsync();
            await HangAsync(context);
        });

        var (_, problem) = await FetchAsync(site.Address);

        Assert.Equal("image_too_large", problem?.Code);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task What_comes_packed_is_never_unpacked_so_that_no_bomb_goes_off(string encoding)
    {
        var bomb = Packed(new byte[64 * 1024 * 1024]);
        await using var site = await Receiver.StartAsync(async context =>
        {
            context.Response.Headers.ContentEncoding = encoding;
            await context.Response.Body.WriteAsync(bomb);
        });

        var (bytes, problem) = await FetchAsync(site.Address);

        Assert.Null(problem);
        Assert.Equal(bomb.Length, bytes!.Length);
        await FromUrlAsync(site.Address, HttpStatusCode.UnsupportedMediaType, "unsupported_type");
    }

    [Theory]
    [InlineData(200, "image/jpeg", "<html>" + Canary)]
    [InlineData(200, "image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg'><text>" + Canary + "</text></svg>")]
    [InlineData(200, "image/png", "{\"token\":\"" + Canary + "\"}")]
    [InlineData(404, "text/plain", Canary)]
    [InlineData(500, "application/json", "{\"error\":\"" + Canary + "\"}")]
    public async Task What_is_no_picture_is_refused_whatever_it_calls_itself_and_never_repeated(int status, string type, string body)
    {
        await using var site = await Receiver.StartAsync(async context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = type;
            context.Response.Headers["X-Internal"] = Canary;
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body));
        });

        await FromUrlAsync(
            site.Address,
            status is 200 ? HttpStatusCode.UnsupportedMediaType : HttpStatusCode.UnprocessableEntity,
            status is 200 ? "unsupported_type" : "fetch_failed"
        );
    }

    private static async Task FromUrlAsync(Uri address, HttpStatusCode expected, string code)
    {
        await using var app = new PublisherApp();
        using var client = await app.ClientForAsync("editor");
        using var answer = await client.Post("/v1/media/from-url", new { url = address });
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(expected, answer.StatusCode);
        Assert.Contains($"\"{code}\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, text, StringComparison.Ordinal);
    }

    private static async Task<(MemoryStream?, Publisher.Channels.Problem?)> FetchAsync(Uri address)
    {
        using var fetch = new MediaFetch(Probe.Guard("127.0.0.1"), TimeProvider.System);
        return await fetch.FetchAsync(address, TestContext.Current.CancellationToken);
    }

    private static byte[] Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    private static async Task HangAsync(HttpContext context) =>
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>Counts what really came over the wire: a server may write on for a while when nobody listens any more.</summary>
    private sealed class CountingRelay(int server) : Relay(server)
    {
        private long _answered;

        public long Answered => Interlocked.Read(ref _answered);

        protected override ValueTask PassAsync(ReadOnlyMemory<byte> bytes, bool isRequest, CancellationToken cancellationToken)
        {
            Interlocked.Add(ref _answered, isRequest ? 0 : bytes.Length);
            return ValueTask.CompletedTask;
        }
    }
}
