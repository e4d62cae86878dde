using System.Diagnostics;
using System.Text;
using Publisher.Posts.Safety;

namespace Publisher.Bench;

/// <summary>The leak guard on one core: 1,000 entries against 10 kB of news, against 10 kB made to cost, and against 1 MB of that.</summary>
internal static class GuardBench
{
    private const int Entries = 1_000;
    private const int TextBytes = 10_000;
    private const int MillionBytes = 1_000_000;
    private const int Rounds = 400;
    private const int Uncounted = 100;

    private static readonly string[] Beginnings =
    [
        "Шаго",
        "Мирво",
        "Ляпу",
        "Qara",
        "Çıra",
        "Həmzə",
        "Ghvina",
        "Tsere",
        "Խզմա",
        "Պետու",
        "Ճաղա",
        "ჯაყე",
        "ღვინა",
        "ხიდა",
        "Wither",
        "Calder",
    ];
    private static readonly string[] Middles = ["", "ма", "ри", "ло", "lu", "na", "mi", "ra", "do", "be"];
    private static readonly string[] Endings =
    [
        "лёв",
        "шкин",
        "енко",
        "zadə",
        "lı",
        "shvili",
        "dze",
        "յան",
        "նյան",
        "ძე",
        "შვილი",
        "wick",
        "ova",
        "мян",
        "stone",
    ];

    private static readonly string[] News =
    [
        "Жители двух посёлков встретились впервые за тридцать лет и решили вместе чинить мост. ",
        "İki kəndin sakinləri otuz ildən sonra ilk dəfə görüşdü və körpünü birgə təmir etməyi qərara aldı. ",
        "Երկու գյուղի բնակիչները երեսուն տարի անց առաջին անգամ հանդիպեցին և որոշեցին միասին նորոգել կամուրջը։ ",
        "ორი სოფლის მცხოვრებლები ოცდაათი წლის შემდეგ პირველად შეხვდნენ და ხიდის შეკეთება გადაწყვიტეს. ",
        "People of two villages met for the first time in thirty years and decided to **mend** the <b>bridge</b> together. ",
    ];

    public static GuardFigures Run(CancellationToken cancellationToken)
    {
        var random = new Random(7);
        var names = Enumerable.Range(0, Entries).Select(_ => $"{Word(random)} {Word(random)}").ToList();
        var guard = LeakGuard.Of([.. names.Select((name, number) => new ProtectedEntry($"pe_{number}", ProtectedKind.Person, name, []))]);
        var clean = Measure(guard, round => Filled(TextBytes, number => News[(round + number) % News.Length]), cancellationToken);
        string[] hostile =
        [
            Filled(TextBytes, _ => names[random.Next(Entries)].Split(' ')[0] + " "),
            Filled(TextBytes, _ => names[random.Next(Entries)].Replace(" ", "", StringComparison.Ordinal)[..^1] + " "),
            Filled(TextBytes, _ => "c1c3a h4q.x@7-"),
            Filled(TextBytes, _ => "<a&#1040;%D0%90\u202E* "),
            Filled(TextBytes, _ => "а б "),
        ];
        var adversarial = hostile.SelectMany(text => Times(guard, _ => text, Rounds / 8, cancellationToken)).ToList();
        var million = hostile.Max(text => Times(guard, _ => Filled(MillionBytes, _ => text), 1, cancellationToken).Max());
        return new GuardFigures(
            Entries,
            TextBytes,
            clean.At(0.5),
            clean.At(0.99),
            new Latencies(adversarial).At(0.99),
            Math.Round(million, 1)
        );
    }

    private static Latencies Measure(LeakGuard guard, Func<int, string> text, CancellationToken cancellationToken)
    {
        _ = Times(guard, text, Uncounted, cancellationToken).Count();
        return new Latencies(Times(guard, text, Rounds, cancellationToken));
    }

    private static IEnumerable<double> Times(LeakGuard guard, Func<int, string> textOf, int rounds, CancellationToken cancellationToken)
    {
        for (var round = 0; round < rounds; round++)
        {
            var text = textOf(round);
            var started = Stopwatch.GetTimestamp();
            guard.Find(text, cancellationToken);
            yield return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }
    }

    /// <summary>Pieces until the text has so many bytes of UTF-8.</summary>
    private static string Filled(int bytes, Func<int, string> piece)
    {
        var text = new StringBuilder();
        for (var (count, number) = (0, 0); count < bytes; number++)
        {
            var next = piece(number);
            text.Append(next);
            count += Encoding.UTF8.GetByteCount(next);
        }

        return text.ToString();
    }

    private static string Word(Random random) =>
        Beginnings[random.Next(Beginnings.Length)]
        + Middles[random.Next(Middles.Length)]
        + Middles[random.Next(Middles.Length)]
        + Endings[random.Next(Endings.Length)];
}

internal sealed record GuardFigures(int Entries, int TextBytes, double P50Ms, double P99Ms, double AdversarialP99Ms, double MillionBytesMs);
