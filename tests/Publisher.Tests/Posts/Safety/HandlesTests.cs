using Publisher.Posts.Safety;

namespace Publisher.Tests.Posts.Safety;

/// <summary>All accounts are invented.</summary>
[Trait("Requirement", "LGD-06")]
public sealed class HandlesTests
{
    [Theory]
    [InlineData("@zhemchug_a", "смотри @zhemchug_a!", "zhemchug_a")]
    [InlineData("@zhemchug_a", "zhemchug_a.jpg", "zhemchug_a")]
    [InlineData("@zhemchug_a", "zhemchug_a.livejournal.com", "zhemchug_a")]
    [InlineData("@zhemchug_a", "https://t.me/Zhemchug_A?x=1", "Zhemchug_A")]
    [InlineData("@zhemchug_a", "...zhemchug_a...", "zhemchug_a")]
    [InlineData("@zhemchug_a", "-zhemchug_a-", "zhemchug_a")]
    [InlineData("@zhemchug_a", "zhеmсhug_а", "zhеmсhug_а")]
    [InlineData("zhemchug", "@zhemchug", "zhemchug")]
    [InlineData("zhemchug", "/zhemchug/", "zhemchug")]
    [InlineData("zhemchug", "zhemchug", null)]
    [InlineData("zhemchuga", "zhemchuga", "zhemchuga")]
    [InlineData("zh3mchug", "zh3mchug", "zh3mchug")]
    [InlineData("zh.mchug", "zh.mchug", "zh.mchug")]
    [InlineData("zh-mchug", "zh-mchug", "zh-mchug")]
    [InlineData("@zhemchug_a", "zhemchug_ab", null)]
    [InlineData("@zhemchug_a", "xzhemchug_a", null)]
    [InlineData("@zhemchug_a", "www.zhemchug_a.org", null)]
    [InlineData("https://t.me/zhemchug_a/", "@zhemchug_a", "zhemchug_a")]
    [InlineData("zhem.chug.a", "zhem.chug.a", "zhem.chug.a")]
    [InlineData("zhem.chug.a", "@zhem.chug.a.png", "zhem.chug.a")]
    [InlineData("AIiyev_a", "@AIiyev_a", "AIiyev_a")]
    public void A_whole_account_is_found_and_a_plain_word_only_with_its_sign(string entry, string text, string? covered) =>
        Assert.Equal(covered is null ? [] : [covered], Find(entry, text));

    [Theory]
    [InlineData("@a.b.", "a.b")]
    [InlineData(" https://t.me/Zhemchug/ ", "zhemchug")]
    [InlineData("t.me/@zh", "zh")]
    [InlineData("AIiyev", "aiiyev")]
    public void An_entry_is_kept_without_its_sign_and_link(string name, string handle) => Assert.Equal(handle, Handles.Plain(name));

    [Fact]
    public void A_run_is_read_up_to_eighty_characters()
    {
        var longest = new string('x', 80);

        Assert.Equal([longest], Find(longest, longest));
        Assert.Empty(Find(longest + "x", longest + "x"));
    }

    [Fact]
    public void One_account_may_belong_to_two_entries()
    {
        var guard = LeakGuard.Of([
            new ProtectedEntry("pe_1", ProtectedKind.Handle, "@zhemchug_a", ["t.me/zhemchug_a"]),
            new ProtectedEntry("pe_2", ProtectedKind.Handle, "Zhemchug_A", []),
        ]);

        Assert.Equal(["pe_1", "pe_2"], guard.Find("@zhemchug_a", TestContext.Current.CancellationToken).Select(hit => hit.EntryId).Order());
    }

    private static IReadOnlyList<string> Find(string entry, string text) => Guarded.Covered(text, ProtectedKind.Handle, entry);
}
