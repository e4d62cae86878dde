using System.Collections.Frozen;
using NodaTime;
using NodaTime.TimeZones;
using Publisher.Channels;

namespace Publisher.Posts;

/// <summary>What a clock on the wall of a place shows. The rules of the places come with the program (the IANA database inside NodaTime).</summary>
public static class WallTime
{
    private static readonly FrozenSet<string> _names = DateTimeZoneProviders.Tzdb.Ids.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What is wrong with a time that an editor gave together with a place; null when it exists there with that offset.</summary>
    /// <returns><c>unknown_time_zone</c>, <c>dst_gap</c> or <c>offset_mismatch</c>.</returns>
    public static Problem? Check(DateTimeOffset publishAt, string timeZone)
    {
        if (Find(timeZone) is not { } zone)
        {
            return new Problem("unknown_time_zone", "timezone", $"“{timeZone}” is no IANA time zone; write it like Asia/Yerevan.");
        }

        var local = LocalDateTime.FromDateTime(publishAt.DateTime);
        var mapping = zone.MapLocal(local);
        if (mapping.Count is 0)
        {
            var next = At(mapping.LateInterval.Start, zone);
            return new Problem(
                "dst_gap",
                "publishAt",
                $"{publishAt:yyyy-MM-dd HH:mm} does not exist in {timeZone}: the clocks are put forward; the next time there is {next:yyyy-MM-ddTHH:mmzzz}."
            );
        }

        var offsets = new[] { mapping.EarlyInterval, mapping.LateInterval }
            .Select(interval => interval.WallOffset.ToTimeSpan())
            .Distinct()
            .ToList();
        return offsets.Contains(publishAt.Offset)
            ? null
            : new Problem(
                "offset_mismatch",
                "publishAt",
                $"{timeZone} is at {string.Join(" or ", offsets.Select(Sign))} at {publishAt:yyyy-MM-dd HH:mm}, not at {Sign(publishAt.Offset)}."
            );
    }

    /// <summary>True for a name of the IANA database, such as <c>Asia/Yerevan</c>.</summary>
    public static bool IsTimeZone(string timeZone) => _names.Contains(timeZone);

    /// <summary>The day that a moment belongs to at a place.</summary>
    /// <exception cref="ArgumentException">The place is no time zone.</exception>
    public static DateOnly DateAt(DateTimeOffset moment, string timeZone) =>
        Instant.FromDateTimeOffset(moment).InZone(Demand(timeZone)).Date.ToDateOnly();

    /// <summary>The moment at which a day begins at a place; where midnight is skipped, the first moment after it.</summary>
    /// <exception cref="ArgumentException">The place is no time zone.</exception>
    public static DateTimeOffset StartOfDay(DateOnly date, string timeZone) =>
        Demand(timeZone).AtStartOfDay(LocalDate.FromDateOnly(date)).ToDateTimeOffset();

    /// <summary>When the clock shows this. In a gap: the next moment that exists; in an overlap: the first of both.</summary>
    internal static DateTimeOffset Moment(LocalDateTime local, DateTimeZone zone)
    {
        var mapping = zone.MapLocal(local);
        return mapping.Count is 0 ? At(mapping.LateInterval.Start, zone) : mapping.First().ToDateTimeOffset();
    }

    internal static DateTimeZone? Find(string timeZone) => IsTimeZone(timeZone) ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(timeZone) : null;

    private static DateTimeZone Demand(string timeZone) =>
        Find(timeZone) ?? throw new ArgumentException($"“{timeZone}” is no IANA time zone.", nameof(timeZone));

    private static DateTimeOffset At(Instant instant, DateTimeZone zone) => instant.InZone(zone).ToDateTimeOffset();

    private static string Sign(TimeSpan offset) => $"{(offset < TimeSpan.Zero ? '-' : '+')}{offset:hh\\:mm}";
}
