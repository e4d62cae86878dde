using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Publisher.Channels;
using Publisher.Channels.Composing;

namespace Publisher.Bench;

/// <summary>All text variants of a piece of 2,000 words for ten channels: two of each network, long and short.</summary>
internal static class TextBench
{
    private const int Rounds = 50;
    private const int Channels = 10;

    /// <summary>The median in milliseconds.</summary>
    public static async Task<double> RunAsync(CancellationToken cancellationToken)
    {
        await using var services = new ServiceCollection().AddChannels().BuildServiceProvider();
        var composer = services.GetRequiredService<Composer>();
        var networks = services.GetRequiredService<NetworkDirectory>().Profiles.ToList();
        var channels = networks.SelectMany(network => network.Formats.Where(IsText).Select(format => (network, format))).ToList();
        var times = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var piece = Piece(round);
            var started = Stopwatch.GetTimestamp();
            using var shelf = new ContentShelf();
            for (var channel = 0; channel < Channels; channel++)
            {
                var (network, format) = channels[channel % channels.Count];
                var brief = new ChannelBrief($"ch_{channel}", network.Name, format, "ru", "50+", new Dictionary<string, string>());
                var made = await composer.ComposeAsync(
                    piece,
                    brief,
                    network,
                    (_, _) => Task.FromResult<SourceMedia?>(null),
                    null,
                    cancellationToken,
                    shelf
                );
                _ = made as Composition.Ready ?? throw new InvalidOperationException($"{network.Name} cannot take the sample.");
            }

            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        var median = new Latencies(times.Skip(Rounds / 5)).At(0.5);
        Console.WriteLine($"text variants of 2,000 words for {Channels} channels: {median} ms");
        return median;
    }

    private static bool IsText(Format format) => format is Format.LongForm or Format.ShortText;

    /// <summary>Each round another text, so that nothing remembered helps.</summary>
    private static Content Piece(int round)
    {
        var sentence =
            "Жители двух посёлков встретились впервые за **тридцать лет** и решили вместе чинить [мост](https://most.example/bridge). ";
        var paragraph = string.Concat(Enumerable.Repeat(sentence, 5));
        var body = string.Join("\n\n", Enumerable.Range(0, 27).Select(number => $"## Глава {number}\n\n{paragraph}"));
        return new Content
        {
            Texts = new Dictionary<string, LocalText>
            {
                ["ru"] = new($"Мост {round}", "Жители двух посёлков встретились впервые.", body, [], ["мир"]),
            },
        };
    }
}
