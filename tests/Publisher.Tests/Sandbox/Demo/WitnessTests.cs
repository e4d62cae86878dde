using System.Text.Json.Nodes;
using Publisher.Sandbox;
using Publisher.Sandbox.Demo;

namespace Publisher.Tests.Sandbox.Demo;

public sealed class WitnessTests
{
    private static readonly IReadOnlyList<Audience> All = Audience.All(new Uri("http://127.0.0.1:1"));

    [Fact]
    public void One_visible_message_per_part_is_as_it_must_be()
    {
        LedgerEntry[] ledger = [Entry("mastodon", "tea")];

        var complaints = Witness.Complaints([Of("mastodon-en", parts: 1, ledger)], ledger);

        Assert.Empty(complaints);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void A_message_that_is_missing_or_there_twice_is_a_complaint(int times)
    {
        LedgerEntry[] ledger = [.. Enumerable.Repeat(Entry("mastodon", "tea"), times)];

        var complaints = Witness.Complaints([Of("mastodon-en", parts: 1, ledger)], ledger);

        Assert.Equal([$"mastodon-en: {times} visible messages where 1 should be"], complaints);
    }

    [Fact]
    public void A_message_in_nobodys_name_is_a_complaint()
    {
        LedgerEntry[] ledger = [Entry("mastodon", "tea"), Entry("wordpress", "tea")];

        var complaints = Witness.Complaints([Of("mastodon-en", parts: 1, ledger)], ledger);

        Assert.Equal(["The networks show 2 messages, 1 of them ours"], complaints);
    }

    [Fact]
    public void A_picture_with_metadata_is_a_complaint()
    {
        LedgerEntry[] ledger = [Entry("mastodon", "tea")];
        var delivery = Of("mastodon-en", parts: 1, ledger) with
        {
            Files = new Dictionary<string, byte[]> { ["0123456789"] = TaggedPhoto.Make() },
        };

        var complaints = Witness.Complaints([delivery], ledger);

        Assert.Contains("mastodon-en: picture 01234567 carries Exif", complaints);
    }

    [Fact]
    public void Two_channels_of_one_network_are_told_apart_by_their_account()
    {
        LedgerEntry[] ledger =
        [
            Entry("tiktok", Story.TitleIn("az"), "a"),
            Entry("tiktok", "again", "a"),
            Entry("tiktok", Story.TitleIn("hy"), "b"),
        ];

        var seen = All.Where(audience => audience.Network == "tiktok").Select(audience => Witness.SeenBy(audience, All, ledger).Count);

        Assert.Equal([2, 1], seen);
    }

    private static Delivery Of(string key, int parts, IReadOnlyList<LedgerEntry> ledger)
    {
        var audience = All.Single(audience => audience.Key == key);
        var post = new JsonObject { ["parts"] = new JsonArray([.. Enumerable.Range(0, parts).Select(_ => new JsonObject())]) };
        return new Delivery(audience, post, Witness.SeenBy(audience, All, ledger), new Dictionary<string, byte[]>());
    }

    private static LedgerEntry Entry(string network, string text, string channel = "account") =>
        new(1, DateTimeOffset.UnixEpoch, network, NetworkAction.Publish, null, "1", channel, text, null, null, [], null, Visible: true);
}
