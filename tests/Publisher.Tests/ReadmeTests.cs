using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Publisher.Channels;

namespace Publisher.Tests;

public sealed class ReadmeTests
{
    [Fact]
    public void The_table_of_networks_says_what_the_profiles_say()
    {
        using var services = new ServiceCollection().AddChannels().BuildServiceProvider();
        var rows = File.ReadLines(Path.Combine(Repository.Root, "README.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .ToList();

        foreach (var profile in services.GetRequiredService<NetworkDirectory>().Profiles)
        {
            var row = rows.Single(line =>
                line.StartsWith($"| {profile.DisplayName}", StringComparison.Ordinal) && line.Count(sign => sign == '|') == 7
            );
            int?[] figures =
            [
                profile.Text.Limit,
                profile.Text.CaptionLimit,
                profile.Text.LimitBytes,
                profile.Text.TitleLimit,
                profile.Images.MaxCount,
            ];
            Assert.All(
                figures.OfType<int>(),
                figure => Assert.Contains(figure.ToString(CultureInfo.InvariantCulture), row, StringComparison.Ordinal)
            );
        }
    }

    [Fact]
    public void Every_network_stands_in_the_table()
    {
        using var services = new ServiceCollection().AddChannels().BuildServiceProvider();
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

        Assert.All(
            services.GetRequiredService<NetworkDirectory>().Profiles,
            profile => Assert.Contains($"\n| {profile.DisplayName}", readme, StringComparison.Ordinal)
        );
    }
}
