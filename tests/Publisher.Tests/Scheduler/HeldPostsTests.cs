using Microsoft.EntityFrameworkCore;
using Publisher.Channels;
using Publisher.Posts;
using Publisher.Posts.Safety;
using Publisher.Posts.Storage;
using Publisher.Scheduler;
using Publisher.Tests.Storage;

namespace Publisher.Tests.Scheduler;

/// <summary>Posts that may not go out as they stand.</summary>
public sealed class HeldPostsTests(PostgresServer postgres)
{
    public static TheoryData<string> Storages { get; } = ["sqlite", "postgres"];

    [Theory]
    [MemberData(nameof(Storages))]
    [Trait("Requirement", "PRV-12")]
    public async Task What_is_not_approved_when_it_is_to_be_prepared_is_held_and_not_looked_at_without_end(string storage)
    {
        await using var engine = await TestEngine.StartAsync(storage, postgres);
        var post = await engine.AddDuePostAsync();
        await engine.WriteAsync(scope =>
            scope.Db.Variants.ExecuteUpdateAsync(
                row => row.SetProperty(variant => variant.Approved, false),
                TestContext.Current.CancellationToken
            )
        );

        await engine.SweepAsync();
        var wakened = engine.Get<Signals>().Delivery.Next;
        await engine.SweepAsync();

        var held = await engine.FindAsync(post);
        Assert.Equal((PostState.Blocked, Settlement.Voided), (held.State, held.Cause));
        Assert.False(wakened.IsCompleted);
        Assert.Empty(engine.Network.Published);
    }

    [Theory]
    [MemberData(nameof(Storages))]
    [Trait("Requirement", "PRV-12")]
    public async Task An_edit_holds_what_waits_until_the_new_text_is_approved(string storage)
    {
        await using var engine = await TestEngine.StartAsync(storage, postgres);
        await engine.AddChannelAsync();
        var content = await engine.AddApprovedContentAsync("ch_1");
        var post = await engine.ScheduleAsync(content, after: TimeSpan.FromHours(1));

        var revised = await engine.ReviseAsync(content.Id, "The bridge is closed again.", "ch_1");
        engine.Wait(TimeSpan.FromHours(1));
        await engine.SweepAsync();

        Assert.Equal(ContentState.Draft, revised.State);
        Assert.Equal(PostState.Blocked, (await engine.FindAsync(post)).State);
        Assert.Contains(EventTypes.ContentApprovalVoided, await engine.EventsAsync());
        await engine.ApproveAsync(content.Id);
        await engine.SweepAsync();
        Assert.Equal(PostState.Published, (await engine.FindAsync(post)).State);
        Assert.Contains("closed again", Assert.Single(engine.Network.Published).Part.Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Storages))]
    [Trait("Requirement", "LGD-01")]
    public async Task What_was_not_read_for_protected_names_is_not_even_prepared(string storage)
    {
        await using var engine = await TestEngine.StartAsync(storage, postgres);
        var post = await engine.AddDuePostAsync();
        engine.Network.Preparings.Enqueue(Prepared.Ready.Nothing);
        await ProtectAsync(engine, "Arev Tsovasaryan");

        await engine.PrepareAsync(post);
        Assert.Single(engine.Network.Preparings);
        await engine.Get<GuardLoop>().CheckAsync(TestContext.Current.CancellationToken);
        await engine.SweepAsync();

        Assert.Empty(engine.Network.Preparings);
        Assert.Equal(PostState.Published, (await engine.FindAsync(post)).State);
    }

    [Theory]
    [MemberData(nameof(Storages))]
    [Trait("Requirement", "LGD-01")]
    public async Task Of_many_who_read_a_piece_at_once_none_fails_and_the_post_is_held(string storage)
    {
        await using var engine = await TestEngine.StartAsync(storage, postgres);
        var post = await engine.AddDuePostAsync();
        await ProtectAsync(engine, "bridge");

        await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(_ =>
                    Task.Run(() => engine.Get<LeakChecks>().EnsureContentAsync(post.ContentId, TestContext.Current.CancellationToken))
                )
        );
        await engine.SweepAsync();

        var held = await engine.FindAsync(post);
        Assert.Equal((PostState.Blocked, LeakChecks.Cause), (held.State, held.Cause));
        Assert.Empty(engine.Network.Published);
    }

    private static Task ProtectAsync(TestEngine engine, string name) =>
        engine.WriteAsync(scope =>
            engine
                .Get<ProtectedNames>()
                .AddAsync(scope, ProtectedKind.Phrase, name, [], "contributor seven", "admin", TestContext.Current.CancellationToken)
        );
}
