using CsCheck;
using Publisher.Channels;
using Publisher.Channels.Bluesky;
using Publisher.Tests.Channels.Http;

namespace Publisher.Tests.Channels.Bluesky;

public sealed class BlueskyPostKeyTests
{
    private static readonly DateTimeOffset _start = new(2026, 12, 1, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_key_is_a_valid_tid_for_any_attempt() =>
        Gen.Select(Gen.String, Gen.Int[1, 99], Gen.Long[0, 4_000_000_000])
            .Sample(
                (value, part, second) =>
                {
                    var key = Of(value, part, DateTimeOffset.FromUnixTimeSeconds(second));
                    Assert.Matches("^[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$", key.Value);
                }
            );

    [Fact]
    public void The_same_attempt_has_the_same_key_even_when_a_database_kept_only_seconds()
    {
        var key = Of("one", 1, _start.AddMilliseconds(777));

        Assert.Equal(key, Of("one", 1, _start));
        Assert.Matches(@"^2026-12-01T09:00:00\.\d{3}Z$", key.CreatedAtText);
    }

    [Fact]
    public void Another_part_another_post_and_another_time_have_other_keys()
    {
        BlueskyPostKey[] keys = [Of("one", 1, _start), Of("one", 2, _start), Of("two", 1, _start), Of("one", 1, _start.AddSeconds(1))];

        Assert.Equal(4, keys.Select(key => key.Value).Distinct().Count());
    }

    [Fact]
    public void Later_keys_sort_later() =>
        Assert.True(string.CompareOrdinal(Of("one", 1, _start).Value, Of("one", 1, _start.AddSeconds(2)).Value) < 0);

    private static BlueskyPostKey Of(string value, int part, DateTimeOffset start) =>
        BlueskyPostKey.Of(new AttemptKey(value, part, start, Probe.Key().Deadline));
}
