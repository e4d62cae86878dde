using System.Globalization;
using CsCheck;
using Publisher.Posts;

namespace Publisher.Tests.Posts;

public sealed class QueueSlotsTests
{
    private static readonly Slot _mondaysAndFridays = new([DayOfWeek.Monday, DayOfWeek.Friday], new TimeOnly(9, 0), "Asia/Yerevan");

    [Theory]
    [InlineData("2026-11-30T08:59:59+04:00", "2026-11-30T09:00:00+04:00")]
    [InlineData("2026-11-30T09:00:00+04:00", "2026-12-04T09:00:00+04:00")]
    [InlineData("2026-12-04T12:00:00+04:00", "2026-12-07T09:00:00+04:00")]
    public void The_next_slot_lies_after_now(string now, string next)
    {
        Assert.Equal(At(next), QueueSlots.NextFree([_mondaysAndFridays], Taken(), At(now)));
    }

    [Fact]
    public void A_taken_slot_is_passed_over_whatever_offset_it_is_written_with()
    {
        var taken = Taken("2026-11-30T05:00:00+00:00", "2026-12-04T06:00:00+01:00");

        Assert.Equal(At("2026-12-07T09:00:00+04:00"), QueueSlots.NextFree([_mondaysAndFridays], taken, At("2026-11-29T00:00:00+04:00")));
    }

    [Fact]
    public void The_earliest_of_several_slots_comes_first()
    {
        Slot[] slots = [_mondaysAndFridays, new([DayOfWeek.Wednesday], new TimeOnly(18, 30), "Europe/Moscow")];

        Assert.Equal(At("2026-12-02T18:30:00+03:00"), QueueSlots.NextFree(slots, Taken(), At("2026-11-30T12:00:00+04:00")));
    }

    [Fact]
    public void A_channel_without_slots_has_no_free_one()
    {
        Assert.Null(QueueSlots.NextFree([], Taken(), At("2026-11-30T12:00:00+04:00")));
        Assert.Null(QueueSlots.NextFree([_mondaysAndFridays with { Days = [] }], Taken(), At("2026-11-30T12:00:00+04:00")));
    }

    [Theory]
    [Trait("Requirement", "REL-22")]
    [InlineData("02:30", "Europe/Berlin", "2026-03-28T12:00:00+01:00", "2026-03-29T03:00:00+02:00")]
    [InlineData("02:30", "Europe/Berlin", "2026-03-29T03:00:00+02:00", "2026-03-30T02:30:00+02:00")]
    [InlineData("02:30", "Europe/Berlin", "2026-10-24T12:00:00+02:00", "2026-10-25T02:30:00+02:00")]
    [InlineData("02:30", "Europe/Berlin", "2026-10-25T02:30:00+02:00", "2026-10-26T02:30:00+01:00")]
    [InlineData("12:00", "Pacific/Apia", "2011-12-29T13:00:00-10:00", "2011-12-31T00:00:00+14:00")]
    [InlineData("00:00", "America/Sao_Paulo", "2018-11-03T12:00:00-03:00", "2018-11-04T01:00:00-02:00")]
    public void A_slot_in_a_gap_moves_to_the_next_time_that_exists_and_in_an_overlap_the_first_counts(
        string time,
        string zone,
        string now,
        string next
    )
    {
        var daily = new Slot(Enum.GetValues<DayOfWeek>(), TimeOnly.Parse(time, CultureInfo.InvariantCulture), zone);

        Assert.Equal(At(next), QueueSlots.NextFree([daily], Taken(), At(now)));
    }

    [Fact]
    public void Posts_that_each_take_the_next_slot_never_share_one_and_leave_none_out()
    {
        var slots = Gen.Select(
            Gen.OneOf(Enum.GetValues<DayOfWeek>()).Array[1, 4],
            Gen.Int[0, 1439],
            Gen.OneOf("Europe/Berlin", "Asia/Yerevan", "America/New_York", "Australia/Lord_Howe"),
            (days, minute, zone) => new Slot(days, new TimeOnly(minute / 60, minute % 60), zone)
        ).Array[1, 4];
        var nows = Gen.Long[1_700_000_000, 2_000_000_000].Select(DateTimeOffset.FromUnixTimeSeconds);

        Gen.Select(slots, nows)
            .Sample(
                (chosen, now) =>
                {
                    var taken = new HashSet<DateTimeOffset>();
                    for (var post = 0; post < 20; post++)
                    {
                        Assert.True(taken.Add(QueueSlots.NextFree(chosen, taken, now)!.Value));
                    }

                    var expected = chosen.SelectMany(slot => QueueSlots.Upcoming(slot, now).Take(20)).Distinct().Order().Take(20);
                    Assert.Equal(expected, taken.Order());
                },
                iter: 100
            );
    }

    private static HashSet<DateTimeOffset> Taken(params string[] times) => [.. times.Select(At)];

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture);
}
