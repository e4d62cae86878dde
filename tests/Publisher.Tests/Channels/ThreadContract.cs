using Publisher.Channels;
using Publisher.Sandbox;

namespace Publisher.Tests.Channels;

/// <summary>What every network with threads must do besides: each part answers the one before it, whatever is lost on the way.</summary>
public abstract class ThreadContract : NetworkTrial
{
    private static readonly string[] Texts = ["Tea across the bridge\n\n1/3", "They met at the spring.\n\n2/3", "Nobody argued.\n\n3/3"];

    protected sealed override Variant Sample =>
        VariantOf([
            .. Texts.Select(
                (text, index) =>
                    new Part
                    {
                        Number = index + 1,
                        Text = text,
                        Files = index == 0 ? [SandboxChannel.File] : [],
                    }
            ),
        ]);

    [Fact]
    [Trait("Requirement", "REL-16")]
    public async Task The_parts_stand_in_order_each_answering_the_one_before()
    {
        await DeliverAsync();

        AssertWhole();
    }

    [Theory]
    [Trait("Requirement", "REL-07")]
    [InlineData(2, FaultKind.LostAnswer)]
    [InlineData(2, FaultKind.Garbage)]
    [InlineData(3, FaultKind.LostAnswer)]
    public async Task A_part_that_landed_unheard_is_found_and_the_thread_goes_on_from_it(int lost, FaultKind fault)
    {
        var ready = await PublishUpToAsync(lost);
        Channel.Break(NetworkAction.Publish, fault);
        var delivery = await PublishAsync(Sample.Parts[lost - 1], ready, KeyFor(Sample.Parts[lost - 1]));

        var found = Assert.IsType<Found.Landed>(await FindAsync(delivery));
        await PublishRestAsync(lost + 1, With(ready, delivery.Part, found));

        Assert.IsType<Outcome.Uncertain>(delivery.Outcome);
        AssertWhole();
    }

    [Theory]
    [Trait("Requirement", "REL-06")]
    [InlineData(2, FaultKind.ResetBefore)]
    [InlineData(2, FaultKind.ResetAfter)]
    [InlineData(3, FaultKind.Status)]
    public async Task A_part_that_never_landed_is_missing_and_goes_out_in_its_place(int lost, FaultKind fault)
    {
        var ready = await PublishUpToAsync(lost);
        Channel.Break(NetworkAction.Publish, fault, status: 503);
        var delivery = await PublishAsync(Sample.Parts[lost - 1], ready, KeyFor(Sample.Parts[lost - 1]));

        Assert.Equal(new Found.Missing(), await FindAsync(delivery));
        await PublishRestAsync(lost, ready);

        AssertWhole();
    }

    [Fact]
    [Trait("Requirement", "REL-08")]
    public async Task A_part_that_is_sent_twice_is_there_once()
    {
        var ready = await PublishUpToAsync(2);

        var first = await PublishAsync(Sample.Parts[1], ready, KeyFor(Sample.Parts[1]));
        var second = await PublishAsync(Sample.Parts[1], ready, KeyFor(Sample.Parts[1]));
        await PublishRestAsync(3, With(ready, first.Part, first.Landed()));

        Assert.Equal(first.Landed(), second.Landed());
        AssertWhole();
    }

    [Fact]
    public async Task A_part_whose_thread_was_deleted_by_hand_is_refused_and_says_why()
    {
        var ready = await PublishUpToAsync(2);
        await Network.RemoveAsync(new RemoteId(ready["part1"]), Channel.Access(), TestContext.Current.CancellationToken);

        var outcome = (await PublishAsync(Sample.Parts[1], ready, KeyFor(Sample.Parts[1]))).Outcome;

        Assert.Equal("reply_gone", Assert.IsType<Outcome.Refused>(outcome).Code);
        Assert.Empty(Channel.Visible);
    }

    [Fact]
    public async Task After_a_part_whose_id_is_not_known_the_thread_goes_on_from_the_one_before_it()
    {
        var ready = await PublishUpToAsync(2);

        var last = await PublishAsync(Sample.Parts[2], ready, KeyFor(Sample.Parts[2]));

        Assert.NotNull(last.Landing);
        Assert.Equal([1, 2], Channel.Visible.Select(entry => entry.Part));
    }

    [Fact]
    [Trait("Requirement", "PRV-13")]
    public async Task All_parts_can_be_taken_down_the_last_one_first()
    {
        var ids = (await DeliverAsync()).Select(delivery => delivery.Landed().Id).Reverse();

        foreach (var id in ids)
        {
            await Network.RemoveAsync(id, Channel.Access(), TestContext.Current.CancellationToken);
        }

        Assert.Empty(Channel.Visible);
    }

    protected async Task<Prepared.Ready> PublishUpToAsync(int part)
    {
        var ready = Assert.IsType<Prepared.Ready>(await PrepareAsync());
        foreach (var earlier in Sample.Parts.Take(part - 1))
        {
            ready = With(ready, earlier, (await PublishAsync(earlier, ready, KeyFor(earlier))).Landed());
        }

        return ready;
    }

    private async Task PublishRestAsync(int from, Prepared.Ready ready)
    {
        foreach (var part in Sample.Parts.Skip(from - 1))
        {
            ready = With(ready, part, (await PublishAsync(part, ready, KeyFor(part))).Landed());
        }
    }

    private void AssertWhole()
    {
        Assert.Equal([1, 2, 3], Channel.Visible.Select(entry => entry.Part));
        Assert.Equal(Texts, Channel.Visible.Select(entry => entry.Text));
        Assert.All(Channel.Visible, entry => Assert.Equal("en", entry.Language));
    }
}
