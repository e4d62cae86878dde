using NodaTime;
using NodaTime.Extensions;

namespace Publisher.Posts;

/// <summary>The weekly times of a channel as moments. A slot in a DST gap moves to the next time that exists; in an overlap the first counts.</summary>
public static class QueueSlots
{
    /// <summary>The first slot after <paramref name="now"/> that no post has; null when the channel has no slots.</summary>
    /// <param name="taken">The times of posts that wait; one post takes one slot.</param>
    public static DateTimeOffset? NextFree(IReadOnlyList<Slot> slots, IReadOnlySet<DateTimeOffset> taken, DateTimeOffset now) =>
        slots.Select(slot => Upcoming(slot, now).SkipWhile(taken.Contains).Select(at => (DateTimeOffset?)at).FirstOrDefault()).Min();

    /// <summary>Every moment of one slot after <paramref name="now"/>, in order, with no end before the calendar's; empty for a slot without days or with an unknown zone.</summary>
    public static IEnumerable<DateTimeOffset> Upcoming(Slot slot, DateTimeOffset now)
    {
        if (slot.Days.Count is 0 || WallTime.Find(slot.TimeZone) is not { } zone)
        {
            yield break;
        }

        var days = slot.Days.Select(day => day.ToIsoDayOfWeek()).ToHashSet();
        var time = LocalTime.FromTimeOnly(slot.Time);
        var last = now;

        // One day back: a slot that a gap moved past midnight still lies ahead.
        for (var date = Instant.FromDateTimeOffset(now).InZone(zone).Date.PlusDays(-1); date.Year < 9999; date = date.PlusDays(1))
        {
            if (days.Contains(date.DayOfWeek) && WallTime.Moment(date.At(time), zone) is var moment && moment > last)
            {
                last = moment;
                yield return moment;
            }
        }
    }
}
