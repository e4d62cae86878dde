using Microsoft.AspNetCore.DataProtection;
using Publisher.Posts.Keys;
using Publisher.Posts.Storage;
using Publisher.Tests.Storage;

namespace Publisher.Tests.Posts.Keys;

[Trait("Requirement", "SEC-14")]
public sealed class KeptKeysTests(PostgresServer postgres)
{
    private static readonly CancellationToken _cancellationToken = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Nodes_that_need_a_key_at_once_for_the_first_time_have_the_same(string storage)
    {
        await using var diary = await TestDiary.OpenAsync(postgres: storage == "postgres" ? await postgres.NewDatabaseAsync() : null);
        var nodes = Enumerable.Range(0, 6).Select(_ => new KeptKeys(diary.Store, diary.Get<Secrets>())).ToList();

        var keys = await Task.WhenAll(nodes.Select((node, number) => KeyAsync(node, (byte)number)));

        Assert.All(keys, key => Assert.Equal(keys[0], key));
        Assert.Equal(keys[0], await KeyAsync(nodes[0], 99));
    }

    [Fact]
    public async Task When_the_key_ring_is_lost_another_key_is_made()
    {
        await using var diary = await TestDiary.OpenAsync();
        var before = await KeyAsync(new KeptKeys(diary.Store, diary.Get<Secrets>()), 1);
        var otherRing = new Secrets(new EphemeralDataProtectionProvider());

        var after = await KeyAsync(new KeptKeys(diary.Store, otherRing), 2);

        Assert.Equal((1, 2), (before[0], after[0]));
        Assert.Equal(after, await KeyAsync(new KeptKeys(diary.Store, otherRing), 3));
    }

    private static async Task<byte[]> KeyAsync(KeptKeys keys, byte made) =>
        await keys.CurrentAsync("trial", () => [.. Enumerable.Repeat(made, 32)], _cancellationToken);
}
