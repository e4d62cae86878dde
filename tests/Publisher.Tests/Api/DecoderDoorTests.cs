using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Publisher.Channels.Imaging.Decoding;
using Publisher.Tests.Channels.Imaging.Decoding;

namespace Publisher.Tests.Api;

/// <summary>What a caller sees when decoders fail.</summary>
[Trait("Requirement", "SEC-25")]
public sealed class DecoderDoorTests
{
    [Theory]
    [InlineData("die")]
    [InlineData("flood")]
    public async Task SEC_25_a_picture_that_takes_its_decoder_over_is_refused_and_the_service_answers_on(string act)
    {
        await using var app = new PublisherApp(services: services => services.AddSingleton(Takeovers.Pool(act)));
        using var client = await app.ClientForAsync("editor");

        var problem = await client.Post("/v1/media", Upload()).JsonAsync(HttpStatusCode.UnprocessableEntity);

        Assert.Equal("corrupt_image", problem.GetProperty("errors")[0].Text("code"));
        Assert.Equal("editor", (await client.Get("/v1/me").JsonAsync()).Text("person"));
    }

    [Fact]
    public async Task SEC_25_without_decoders_an_upload_waits_and_is_not_decoded_elsewhere()
    {
        await using var app = new PublisherApp(services: services =>
            services.AddSingleton(new DecoderPool(TimeProvider.System, NullLogger<DecoderPool>.Instance) { Program = ["/nowhere.dll"] })
        );
        using var client = await app.ClientForAsync("editor");

        Assert.Equal("decoder_unavailable", await client.Post("/v1/media", Upload()).CodeAsync(HttpStatusCode.ServiceUnavailable));
        Assert.Equal("editor", (await client.Get("/v1/me").JsonAsync()).Text("person"));
    }

    private static MultipartFormDataContent Upload() => new() { { new ByteArrayContent(Takeovers.Picture), "file", "photo.jpg" } };
}
