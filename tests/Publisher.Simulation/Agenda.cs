namespace Publisher.Simulation;

/// <summary>What happens next: every actor is a course of steps with waits between them, and anything may happen in a wait.</summary>
internal sealed class Agenda(Clock clock)
{
    private readonly PriorityQueue<Course, (TimeSpan At, int Order)> _queue = new();
    private int _order;

    public int Steps { get; private set; }

    /// <summary>Begins a course after <paramref name="wait"/>.</summary>
    /// <param name="process">Whose death ends it; null: it happens outside of Publisher.</param>
    public void Begin(IEnumerator<TimeSpan> steps, Process? process = null, TimeSpan wait = default) =>
        Enqueue(new Course(steps, process, process?.Life ?? 0), wait);

    /// <summary>Takes one step; false when nothing is left to happen before <paramref name="end"/>.</summary>
    public bool Step(TimeSpan end)
    {
        if (!_queue.TryPeek(out var course, out var when) || when.At > end)
        {
            return false;
        }

        _queue.Dequeue();
        clock.Real = when.At;
        if (course.Process is { } process)
        {
            if (process.Life != course.Life)
            {
                return true; // it died with its process
            }

            if (process.FrozenUntil > clock.Real)
            {
                Enqueue(course, process.FrozenUntil - clock.Real);
                return true;
            }
        }

        Steps++;
        if (course.Steps.MoveNext())
        {
            Enqueue(course, course.Steps.Current);
        }

        return true;
    }

    private void Enqueue(Course course, TimeSpan wait) => _queue.Enqueue(course, (clock.Real + wait, _order++));

    private sealed record Course(IEnumerator<TimeSpan> Steps, Process? Process, int Life);
}
