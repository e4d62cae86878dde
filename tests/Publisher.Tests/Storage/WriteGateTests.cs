using Publisher.Posts.Storage;

namespace Publisher.Tests.Storage;

public sealed class WriteGateTests
{
    [Fact]
    public async Task One_writer_is_in_at_a_time_and_those_who_wait_follow_in_their_order()
    {
        var gate = new WriteGate(oneAtATime: true);
        var (order, inside) = (new List<int>(), await Enter(gate));

        var writers = Enumerable.Range(0, 5).Select(number => NoteAsync(gate, WriteTurn.InLine, order, number)).ToList();
        Assert.Empty(order);
        inside.Dispose();
        await Task.WhenAll(writers);

        Assert.Equal([0, 1, 2, 3, 4], order);
    }

    [Fact]
    public async Task Whoever_is_to_be_first_goes_before_those_who_wait_in_line()
    {
        var gate = new WriteGate(oneAtATime: true);
        var (order, inside) = (new List<int>(), await Enter(gate));

        Task[] writers = [NoteAsync(gate, WriteTurn.InLine, order, 2), NoteAsync(gate, WriteTurn.First, order, 1)];
        inside.Dispose();
        await Task.WhenAll(writers);

        Assert.Equal([1, 2], order);
    }

    [Fact]
    public async Task However_many_are_to_be_first_those_in_line_have_their_turn()
    {
        var gate = new WriteGate(oneAtATime: true);
        var (order, inside) = (new List<int>(), await Enter(gate));

        List<Task> writers = [NoteAsync(gate, WriteTurn.InLine, order, -1)];
        writers.AddRange(Enumerable.Range(0, 20).Select(number => NoteAsync(gate, WriteTurn.First, order, number)));
        inside.Dispose();
        await Task.WhenAll(writers);

        Assert.Equal(2, order.IndexOf(-1));
    }

    [Fact]
    public async Task Whoever_stops_waiting_holds_nobody_up()
    {
        var gate = new WriteGate(oneAtATime: true);
        using var leaving = new CancellationTokenSource();
        var inside = await Enter(gate);
        var leaves = gate.EnterAsync(WriteTurn.InLine, leaving.Token);
        var stays = gate.EnterAsync(WriteTurn.InLine, TestContext.Current.CancellationToken);

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaves);
        inside.Dispose();
        (await stays).Dispose();

        Assert.True(gate.EnterAsync(WriteTurn.InLine, TestContext.Current.CancellationToken).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task On_PostgreSQL_nobody_waits()
    {
        var gate = new WriteGate(oneAtATime: false);
        using var one = await Enter(gate);

        Assert.True(gate.EnterAsync(WriteTurn.InLine, TestContext.Current.CancellationToken).IsCompletedSuccessfully);
    }

    private static Task<WriteGate.Pass> Enter(WriteGate gate) => gate.EnterAsync(WriteTurn.InLine, TestContext.Current.CancellationToken);

    private static async Task NoteAsync(WriteGate gate, WriteTurn turn, List<int> order, int number)
    {
        using var inside = await gate.EnterAsync(turn, CancellationToken.None);
        order.Add(number);
    }
}
