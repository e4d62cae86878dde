using System.Globalization;
using CsCheck;
using Publisher.Posts;

namespace Publisher.Tests.Posts;

[Trait("Requirement", "REL-22")]
public sealed class WallTimeTests
{
    [Theory]
    [InlineData("2026-12-01T09:00:00+04:00", "Asia/Yerevan")]
    [InlineData("2026-07-01T09:00:00+04:00", "Asia/Tbilisi")]
    [InlineData("2026-07-01T09:00:00+04:00", "Asia/Baku")]
    [InlineData("2015-07-01T09:00:00+05:00", "Asia/Baku")]
    [InlineData("2026-07-01T09:00:00+03:00", "Europe/Moscow")]
    [InlineData("2026-07-01T09:00:00+02:00", "Europe/Berlin")]
    [InlineData("2026-10-25T02:30:00+02:00", "Europe/Berlin")]
    [InlineData("2026-10-25T02:30:00+01:00", "Europe/Berlin")]
    [InlineData("2026-03-29T03:00:00+02:00", "Europe/Berlin")]
    [InlineData("2026-07-01T09:00:00-02:30", "America/St_Johns")]
    [InlineData("2026-07-01T09:00:00+05:45", "Asia/Kathmandu")]
    [InlineData("2026-07-01T09:00:00+00:00", "UTC")]
    public void A_time_that_the_wall_clock_shows_with_that_offset_is_taken(string time, string zone)
    {
        Assert.Null(WallTime.Check(At(time), zone));
    }

    [Theory]
    [InlineData("2026-03-29T02:30:00+01:00", "Europe/Berlin", "dst_gap", "publishAt")]
    [InlineData("2026-03-29T02:30:00+02:00", "Europe/Berlin", "dst_gap", "publishAt")]
    [InlineData("2026-03-29T02:00:00+01:00", "Europe/Berlin", "dst_gap", "publishAt")]
    [InlineData("2026-03-08T02:59:59-05:00", "America/New_York", "dst_gap", "publishAt")]
    [InlineData("2011-12-30T12:00:00-10:00", "Pacific/Apia", "dst_gap", "publishAt")]
    [InlineData("2026-12-01T09:00:00+03:00", "Asia/Yerevan", "offset_mismatch", "publishAt")]
    [InlineData("2026-07-01T09:00:00+05:00", "Asia/Baku", "offset_mismatch", "publishAt")]
    [InlineData("2026-10-25T02:30:00+00:00", "Europe/Berlin", "offset_mismatch", "publishAt")]
    [InlineData("2026-12-01T09:00:00+04:00", "Asia/Erewan", "unknown_time_zone", "timezone")]
    [InlineData("2026-12-01T09:00:00+04:00", "UTC+4", "unknown_time_zone", "timezone")]
    [InlineData("2026-12-01T09:00:00+04:00", "", "unknown_time_zone", "timezone")]
    public void A_time_that_the_wall_clock_never_shows_is_refused_with_the_reason(string time, string zone, string code, string field)
    {
        var problem = WallTime.Check(At(time), zone);

        Assert.Equal((code, field), (problem?.Code, problem?.Field));
    }

    [Fact]
    public void A_gap_names_the_next_time_that_exists()
    {
        var problem = WallTime.Check(At("2026-03-29T02:30:00+01:00"), "Europe/Berlin");

        Assert.Contains("2026-03-29T03:00+02:00", problem!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mismatch_names_the_offset_of_the_place()
    {
        var problem = WallTime.Check(At("2026-07-01T09:00:00+05:00"), "America/St_Johns");

        Assert.Contains("-02:30", problem!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_moment_written_with_its_own_offset_passes_and_with_another_does_not()
    {
        var moments = Gen.Long[0, 4_000_000_000].Select(DateTimeOffset.FromUnixTimeSeconds);

        Gen.Select(moments, Gen.OneOf("Europe/Berlin", "Asia/Yerevan", "Asia/Baku", "America/New_York", "Australia/Lord_Howe"))
            .Sample(
                (moment, zone) =>
                {
                    var there = TimeZoneInfo.ConvertTime(moment, TimeZoneInfo.FindSystemTimeZoneById(zone));
                    var elsewhere = new DateTimeOffset(
                        there.DateTime,
                        there.Offset == TimeSpan.FromHours(7) ? default : TimeSpan.FromHours(7)
                    );

                    Assert.Null(WallTime.Check(there, zone));
                    Assert.NotNull(WallTime.Check(elsewhere, zone));
                }
            );
    }

    [Theory]
    [InlineData("2026-12-31T20:30:00+00:00", "Asia/Yerevan", "2027-01-01")]
    [InlineData("2026-12-31T19:59:00+00:00", "Asia/Yerevan", "2026-12-31")]
    [InlineData("2026-12-31T20:30:00+00:00", "America/New_York", "2026-12-31")]
    public void A_moment_belongs_to_the_day_of_its_place(string moment, string zone, string date)
    {
        Assert.Equal(DateOnly.Parse(date, CultureInfo.InvariantCulture), WallTime.DateAt(At(moment), zone));
    }

    [Theory]
    [InlineData("2026-12-01", "Asia/Yerevan", "2026-12-01T00:00:00+04:00")]
    [InlineData("2018-11-04", "America/Sao_Paulo", "2018-11-04T01:00:00-02:00")]
    public void A_day_begins_at_the_first_moment_that_exists(string date, string zone, string start)
    {
        Assert.Equal(At(start), WallTime.StartOfDay(DateOnly.Parse(date, CultureInfo.InvariantCulture), zone));
    }

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture);
}
