using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Publisher.Channels.Imaging;
using Publisher.Channels.Imaging.Decoding;

namespace Publisher.Tests.Channels.Imaging.Decoding;

/// <summary>Each way out is tried by a decoder that is shut in, and, so that the trial proves something, by one that is not.</summary>
[Trait("Requirement", "SEC-25")]
public sealed class EscapeTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("publisher-escape-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("socket")]
    [InlineData("connect")]
    [InlineData("read")]
    [InlineData("list")]
    [InlineData("write")]
    [InlineData("delete")]
    [InlineData("program")]
    [InlineData("fork")]
    [InlineData("trace")]
    [InlineData("signal")]
    [InlineData("unlimit")]
    [InlineData("memory")]
    public async Task SEC_25_a_taken_over_decoder_cannot(string act)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var argument = Argument(act, listener);
        using var decoders = Takeovers.Pool(act, argument);

        Assert.False(await SucceedsAsync(decoders), $"{act} was not refused.");
        Assert.Equal(1, decoders.Idle); // it was refused, and lives
    }

    [Theory]
    [InlineData("socket")]
    [InlineData("connect")]
    [InlineData("read")]
    [InlineData("list")]
    [InlineData("write")]
    [InlineData("delete")]
    [InlineData("memory")]
    public async Task SEC_25_without_fetters_the_same_would_succeed(string act)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var argument = Argument(act, listener);
        using var decoders = Takeovers.Pool(act, argument, "free");

        Assert.True(await SucceedsAsync(decoders));
    }

    private string Argument(string act, TcpListener listener)
    {
        var file = Path.Combine(_folder.FullName, "canary");
        File.WriteAllText(file, "canary");
        return act switch
        {
            "connect" => ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture),
            "read" or "delete" => file,
            "list" => _folder.FullName,
            "write" => Path.Combine(_folder.FullName, "made"),
            "program" => "/bin/true",
            _ => "",
        };
    }

    /// <summary>Such a decoder answers with pixels when it got out.</summary>
    private static async Task<bool> SucceedsAsync(DecoderPool decoders)
    {
        var result = await Takeovers.ScrubAsync(decoders);
        await using var content = (result as ScrubResult.Clean)?.Content;
        return result is ScrubResult.Clean;
    }
}
