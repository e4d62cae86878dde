using Publisher.Posts;

namespace Publisher.Simulation;

/// <summary>What the processes do: the courses of Sweeper, Deliverer, Reconciler and Remover over the diary in memory, with the real decisions.</summary>
internal sealed class Crew
{
    private static readonly TimeSpan LongestNap = TimeSpan.FromDays(3);
    private readonly World _world;
    private readonly DueWork _due;
    private readonly Transactions _transactions;
    private readonly Deliverer _deliverer;
    private readonly Reconciler _reconciler;
    private readonly Remover _remover;

    public Crew(World world)
    {
        _world = world;
        _due = new(world);
        _transactions = new(world);
        _deliverer = new(world, _due, _transactions);
        _reconciler = new(world, _due, _transactions, _deliverer);
        _remover = new(world, _due, _transactions);
    }

    /// <summary>Looks at everything and begins what is due. Returns when to look again.</summary>
    public TimeSpan Look(Process process)
    {
        var nap = LongestNap;
        for (var number = 0; number < _world.Diary.Posts.Count && !process.IsShortOfRoom; number++)
        {
            MarkMissed(process, number);
            var post = _world.Diary.Posts[number];
            if (_due.Of(post) is { } work && process.UnderWay.Add((number, work)))
            {
                _world.Agenda.Begin(CourseOf(process, number, work), process, _world.Dice.Between(0, 0.05));
            }

            nap = _due.UntilNextChange(post, nap);
        }

        return nap;
    }

    private void MarkMissed(Process process, int number)
    {
        var (post, now) = (_world.Diary.Posts[number], _world.Clock.Now);
        var isLate = post.State is PostState.Scheduled or PostState.Blocked && post.MissedAt < now && !post.IsLeased(now);
        if (isLate && !_world.Rules.Has(PlantedBug.BeginLate))
        {
            var mine = Copies.Copy(post);
            mine.Miss();
            _transactions.Write(process, number, post, mine);
            _world.Story.Tell($"post {number}: {mine.State}");
        }
    }

    private IEnumerator<TimeSpan> CourseOf(Process process, int number, Work work) =>
        work switch
        {
            Work.Prepare => _deliverer.Prepare(process, number),
            Work.Send => _deliverer.Send(process, number),
            Work.Ask => _reconciler.Ask(process, number),
            _ => _remover.Remove(process, number),
        };
}
