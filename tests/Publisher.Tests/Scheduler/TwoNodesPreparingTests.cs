using Publisher.Posts;
using Publisher.Tests.Storage;

namespace Publisher.Tests.Scheduler;

public sealed class TwoNodesPreparingTests(PostgresServer postgres)
{
    [Fact]
    [Trait("Requirement", "CP-19")]
    public async Task Two_nodes_that_take_the_same_post_for_its_uploads_get_it_once_and_neither_fails()
    {
        await using var engine = await TestEngine.StartAsync("postgres", postgres);
        var post = await engine.AddDuePostAsync();

        var taken = await Task.WhenAll(
            Enumerable
                .Range(0, 16)
                .Select(_ => Task.Run(() => engine.Get<PreparingClaims>().TakeAsync(post.Id, TestContext.Current.CancellationToken)))
        );

        Assert.Single(taken, claim => claim is not null);
    }
}
