using System.Text;
using System.Text.Json;
using Publisher.Posts.Storage;
using Publisher.Tests.Api;
using Publisher.Tests.Channels;
using Publisher.Tests.Channels.Imaging;

namespace Publisher.Tests.Journeys;

/// <summary>Only what was cleaned leaves: to networks, to readers, to the newsroom's own people.</summary>
public sealed class OriginalsStayTests
{
    private const string Canary = "Canary-Gohar-Petrosyan-1187";

    [Theory]
    [Trait("Requirement", "PRV-05")]
    [InlineData("0")]
    [InlineData("3")]
    public async Task PRV_05_no_byte_of_an_original_leaves_by_any_way(string daysKept)
    {
        await using var journey = await NewsroomJourney.StartAsync(settings: ("Retention:OriginalsDays", daysKept));
        await using var wire = new RecordingRelay(journey.Sandbox.Address.Port);
        var original = await OriginalAsync();
        var media = await CoverTrial.UploadAsync(journey.Writer, original);
        var channels = await AddChannelsAsync(journey, wire);
        var piece = CoverTrial.Piece(media, [.. channels]);
        var content = await journey.SubmitAsync(piece);
        var variants = await journey.VariantsAsync(content);
        await journey.ApproveAsync(content);
        var posts = await journey.ScheduleAsync(content, channels, TimeSpan.FromMinutes(10));
        journey.Time.Advance(TimeSpan.FromMinutes(10));
        await journey.UntilPostsAreAsync("published", posts);

        var left = new List<byte[]> { Encoding.Latin1.GetBytes(wire.Sent) };
        foreach (var url in variants.SelectMany(Urls).Append($"/v1/media/{media}/file").Append($"/v1/media/{media}/file?grid=10"))
        {
            left.Add(await CoverTrial.BytesAsync(journey.Editor, url));
        }

        foreach (var channel in channels)
        {
            var preview = await journey.Writer.Post($"/v1/preview?channel={channel}", piece).JsonAsync();
            left.AddRange(Urls(preview).Select(url => Convert.FromBase64String(url[(url.IndexOf(',', StringComparison.Ordinal) + 1)..])));
        }

        var sent = journey.Sandbox.Ledger.Entries(null).SelectMany(entry => entry.Media).Select(file => file.Sha256).ToList();
        Assert.InRange(sent.Count, 3, 100);
        Assert.DoesNotContain(Digest.Of(original), sent);
        Assert.DoesNotContain(Digest.Of(original), left.Select(file => Digest.Of(file)));
        Assert.DoesNotContain(left, file => file.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Canary)) >= 0);
        Assert.DoesNotContain(left, file => file.AsSpan().IndexOf(original.AsSpan(original.Length / 2, 200)) >= 0);
        Assert.True(wire.Sent.Length > 10_000, "The relay saw what was sent.");
    }

    /// <summary>A photo with its place, its author and words behind its end.</summary>
    private static async Task<byte[]> OriginalAsync()
    {
        var tagged = await ExifTool.TagAsync(
            Pictures.Jpeg(800, 600),
            "jpg",
            "-GPSLatitude=40.1772",
            "-GPSLatitudeRef=N",
            $"-Artist={Canary}",
            $"-XMP:Creator={Canary}"
        );
        return [.. tagged, .. Encoding.ASCII.GetBytes(Canary)];
    }

    private static async Task<IReadOnlyList<string>> AddChannelsAsync(NewsroomJourney journey, RecordingRelay wire)
    {
        string To(string network) => new Uri(wire.Address, network).ToString();
        return
        [
            await journey.AddChannelAsync(
                "mastodon",
                "short_text",
                "en",
                new { baseUrl = To("mastodon") },
                new { accessToken = "sandbox-m" }
            ),
            await journey.AddChannelAsync(
                "bluesky",
                "short_text",
                "en",
                new { baseUrl = To("bluesky") },
                new { identifier = "bridge.example", password = "sandbox-app-password" }
            ),
            await journey.AddChannelAsync(
                "wordpress",
                "long_form",
                "en",
                new { baseUrl = To("wordpress") },
                new { username = "newsroom", applicationPassword = "sandbox abcd" }
            ),
            await journey.AddChannelAsync(
                "telegram",
                "short_text",
                "en",
                new { chatId = "@bridge_example", baseUrl = To("telegram") },
                new { botToken = "sandbox-bot" }
            ),
            await journey.AddChannelAsync(
                "tiktok",
                "vertical_images",
                "en",
                new
                {
                    postMode = "direct",
                    privacyLevel = "SELF_ONLY",
                    baseUrl = To("tiktok"),
                },
                new { accessToken = "sandbox-tiktok" }
            ),
        ];
    }

    private static IEnumerable<string> Urls(JsonElement variant) =>
        variant.Items("parts").Where(part => part.Text("kind") == "image").Select(part => part.Text("url"));
}
