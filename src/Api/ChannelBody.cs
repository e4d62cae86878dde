using System.Globalization;
using System.Text.Json;
using Publisher.Api.Conventions;
using Publisher.Channels;
using Publisher.Posts;

namespace Publisher.Api;

/// <summary>A channel as it is sent. On an edit <see cref="Network"/> and <see cref="Format"/> must stay, and credentials left out are kept.</summary>
internal sealed record ChannelBody
{
    public string? Name { get; init; }
    public string? Network { get; init; }
    public string? Format { get; init; }
    public string? Language { get; init; }
    public AudienceBody? Audience { get; init; }

    /// <summary>Strings, numbers or booleans by name.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Settings { get; init; }
    public IReadOnlyDictionary<string, JsonElement>? Credentials { get; init; }
    public IReadOnlyList<SlotBody?>? Slots { get; init; }
    public string? MinGap { get; init; }
    public string? Jitter { get; init; }
    public string? Delivery { get; init; }
    public bool? Enabled { get; init; }

    /// <summary>
    /// Lists what is published here in the public record, so that a forged post can be told from a true one. Default: false, as the
    /// record shows everybody that its channels belong together. What was published before counts too. Voids no approval.
    /// </summary>
    public bool? Record { get; init; }

    private const int MostSlots = 200;

    public ChannelPlan ToPlan(IReadOnlyDictionary<string, string> settings, ProblemList problems)
    {
        if (Delivery is not (null or "api"))
        {
            problems.Add("delivery", "unknown_value", $"delivery must be api; it is “{ProblemList.Shown(Delivery)}”.");
        }

        var language = problems.Required("language", Language, 35);
        if (language.Length > 0 && !LanguageTag.IsKnown(language))
        {
            problems.Add("language", "unknown_language", $"“{ProblemList.Shown(language)}” is no language tag such as ru, hy or az-Latn.");
        }

        return new ChannelPlan(
            problems.Required("name", Name, 100),
            language,
            problems.Optional("audience.ageBand", Audience?.AgeBand, 20),
            problems.Optional("audience.region", Audience?.Region, 20),
            settings,
            ReadSlots(problems),
            problems.Duration("minGap", MinGap, TimeSpan.FromDays(31)) ?? TimeSpan.Zero,
            problems.Duration("jitter", Jitter, TimeSpan.FromHours(24)) ?? TimeSpan.Zero,
            Enabled ?? true,
            Record ?? false
        );
    }

    /// <summary>Values as texts; what is neither text, number nor boolean is a problem.</summary>
    public static IReadOnlyDictionary<string, string> Texts(
        string group,
        IReadOnlyDictionary<string, JsonElement>? values,
        ProblemList problems
    )
    {
        var texts = new Dictionary<string, string>();
        foreach (var (name, value) in values ?? new Dictionary<string, JsonElement>())
        {
            switch (value.ValueKind)
            {
                case JsonValueKind.String:
                    texts[name] = value.GetString()!;
                    break;
                case JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False:
                    texts[name] = value.GetRawText();
                    break;
                case JsonValueKind.Null:
                    break;
                default:
                    problems.Add($"{group}.{ProblemList.Shown(name)}", "invalid", "The value must be a text.");
                    break;
            }
        }

        return texts;
    }

    private List<Slot> ReadSlots(ProblemList problems)
    {
        if (Slots?.Count > MostSlots)
        {
            problems.Add("slots", "too_many", $"There are {Slots.Count} slots; the limit is {MostSlots}.");
        }

        return [.. (Slots ?? []).Take(MostSlots).Select((slot, i) => (slot ?? new()).ToSlot($"slots[{i}]", problems))];
    }
}

internal sealed record AudienceBody(string? AgeBand, string? Region);

/// <summary>A weekly time, such as Mondays at 09:00 in Yerevan.</summary>
internal sealed record SlotBody
{
    private static readonly string[] _days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    public IReadOnlyList<string?>? Days { get; init; }
    public string? Time { get; init; }
    public string? Timezone { get; init; }

    public static SlotBody Of(Slot slot) =>
        new()
        {
            Days = [.. slot.Days.Select(day => _days[(int)day])],
            Time = slot.Time.ToString("HH:mm", CultureInfo.InvariantCulture),
            Timezone = slot.TimeZone,
        };

    public Slot ToSlot(string field, ProblemList problems)
    {
        if (!TimeOnly.TryParseExact(Time, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            problems.Add($"{field}.time", "invalid_time", $"A slot's time is written 09:00; it is “{ProblemList.Shown(Time ?? "")}”.");
        }

        var zone = problems.Required($"{field}.timezone", Timezone, 60);
        if (zone.Length > 0 && !WallTime.IsTimeZone(zone))
        {
            problems.Add(
                $"{field}.timezone",
                "unknown_time_zone",
                $"“{ProblemList.Shown(zone)}” is no IANA time zone such as Asia/Yerevan."
            );
        }

        return new Slot(ReadDays($"{field}.days", problems), time, zone);
    }

    private List<DayOfWeek> ReadDays(string field, ProblemList problems)
    {
        if (Days is null or [])
        {
            problems.Add(field, "required", $"Name at least one day of {string.Join(", ", _days)}.");
        }

        foreach (var (day, i) in (Days ?? []).Select((day, i) => (day, i)).Where(item => !_days.Contains(item.day)))
        {
            problems.Add(
                $"{field}[{i}]",
                "unknown_value",
                $"A day is one of {string.Join(", ", _days)}; this is “{ProblemList.Shown(day ?? "")}”."
            );
        }

        return [.. (Days ?? []).Where(_days.Contains).Distinct().Select(day => (DayOfWeek)Array.IndexOf(_days, day))];
    }
}
