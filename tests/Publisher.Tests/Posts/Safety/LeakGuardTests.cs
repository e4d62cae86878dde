using System.Diagnostics;
using System.Text;
using Publisher.Posts.Safety;

namespace Publisher.Tests.Posts.Safety;

public sealed class LeakGuardTests
{
    private static readonly ProtectedEntry _anna = new("pe_1", ProtectedKind.Person, "Анна Жемчугова", ["Нюра Жемчугова"]);

    [Theory]
    [InlineData("Вчера Анна Жемчугова пришла.", "Анна Жемчугова", "exact")]
    [InlineData("Дом Анны Жемчуговой у реки.", "Анны Жемчуговой", "inflected")]
    [InlineData("By Anna Zhemchugova, yesterday", "Anna Zhemchugova", "transliterated")]
    [InlineData("см. #АннаЖемчугова!", "АннаЖемчугова", "joined")]
    [InlineData("см. А. Жемчугова!", "А. Жемчугова", "initial")]
    [InlineData("да А\u200Bнна Жемчуг\u00ADова, да", "А\u200Bнна Жемчуг\u00ADова", "exact")]
    [InlineData("да &#1040;нна <b>Жем</b>чугова, да", "&#1040;нна <b>Жем</b>чугова", "joined")]
    [InlineData("да Aннa Жемчугова, да", "Aннa Жемчугова", "lookalike")]
    [InlineData("да Анна Жемчуг0ва, да", "Анна Жемчуг0ва", "digits_as_letters")]
    [InlineData("да А н н а  Ж е м ч у г о в а, да", "А н н а  Ж е м ч у г о в а", "spaced_out")]
    [InlineData("да Fyyf ;tvxeujdf да", "Fyyf ;tvxeujdf", "keyboard_layout")]
    [InlineData("да \u202Eавогучмеж аннА\u202C да", "авогучмеж аннА", "exact")]
    [InlineData("Нюру Жемчугову видели", "Нюру Жемчугову", "inflected")]
    [Trait("Requirement", "LGD-06")]
    public void A_hit_covers_the_name_as_it_is_disguised_and_says_how_it_was_seen(string text, string covered, string rule)
    {
        var hit = Assert.Single(Find(text, _anna));

        Assert.Equal(covered, text.Substring(hit.Start, hit.Length));
        Assert.Equal((rule, "pe_1"), (hit.Rule, hit.EntryId));
    }

    [Theory]
    [InlineData(ProtectedKind.Phone, "+374 91 22 33 44", "тел. 091-22-33-44.", "091-22-33-44", "phone")]
    [InlineData(ProtectedKind.Email, "a.zh@example.org", "пишите a.zh [at] example.org.", "a.zh [at] example.org", "email")]
    [InlineData(ProtectedKind.Handle, "@zhemchug_a", "смотри @zhemchug_a!", "zhemchug_a", "handle")]
    public void A_hit_covers_a_number_an_address_and_a_handle(ProtectedKind kind, string name, string text, string covered, string rule)
    {
        var hit = Assert.Single(Find(text, new ProtectedEntry("pe_1", kind, name, [])));

        Assert.Equal((covered, rule), (text.Substring(hit.Start, hit.Length), hit.Rule));
    }

    [Fact]
    public void Every_place_of_every_entry_is_told_once_and_in_order()
    {
        var owen = new ProtectedEntry("pe_2", ProtectedKind.Person, "Owen Calderwick", []);

        var hits = Find("Owen Calderwick, <b>Анна Жемчугова</b>, Calderwick O., Анна Жемчугова", _anna, owen);

        Assert.Equal(["pe_2", "pe_1", "pe_2", "pe_1"], hits.Select(hit => hit.EntryId));
        Assert.Equal(hits.OrderBy(hit => hit.Start), hits);
    }

    [Fact]
    [Trait("Requirement", "LGD-04")]
    public void Entries_and_hits_never_print_a_name()
    {
        var hit = Assert.Single(Find("Анна Жемчугова", _anna));

        foreach (var printed in new[] { _anna.ToString(), hit.ToString(), $"{_anna} {hit}" })
        {
            Assert.DoesNotContain("Жемч", printed, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("Нюра", printed, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("pe_1", printed, StringComparison.Ordinal);
        }
    }

    [Fact]
    [Trait("Requirement", "LGD-02")]
    public void A_cancelled_token_stops_it_with_an_exception()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.Throws<OperationCanceledException>(() => LeakGuard.Of([_anna]).Find("Анна Жемчугова", stop.Token));
    }

    [Theory]
    [InlineData("Анна ")]
    [InlineData("Жемчугова ")]
    [InlineData("АннаЖемчугов ")]
    [InlineData("c1c3a q4h.x@7-")]
    [InlineData("<a&#1040;%D0%90\u202E* ")]
    [InlineData("а б ")]
    [InlineData("аааааааа")]
    [InlineData("e\u0301\u0336\u200B")]
    [InlineData("0 9 1-")]
    [InlineData("a.b@")]
    [InlineData("<<<<<<<b ")]
    [Trait("Requirement", "LGD-05")]
    public void Ten_times_the_text_is_ten_times_the_work_at_most(string piece)
    {
        var guard = LeakGuard.Of([
            _anna,
            new ProtectedEntry("pe_2", ProtectedKind.Phone, "+374 91 22 33 44", []),
            new ProtectedEntry("pe_3", ProtectedKind.Email, "a.b@example.org", []),
        ]);
        var (small, large) = (Repeated(piece, 10_000), Repeated(piece, 100_000));

        guard.Find(small, TestContext.Current.CancellationToken, out var little);
        var started = Stopwatch.GetTimestamp();
        guard.Find(large, TestContext.Current.CancellationToken, out var much);
        var took = Stopwatch.GetElapsedTime(started);

        Assert.InRange(much, little, 11 * little);
        // Far above what it needs, far below what anything quadratic would.
        Assert.InRange(took.TotalSeconds, 0, 30);
    }

    [Fact]
    [Trait("Requirement", "LGD-02")]
    public void Broken_text_is_read_like_any_other()
    {
        var hits = Find("\uD800 Анна\uDC00 Жемчугова \uDFFF %F &#xFFFFFFF; &#0; <a \\u12 \0", _anna);

        Assert.Single(hits);
    }

    [Theory]
    [InlineData(ProtectedKind.Person, " ", 1)]
    [InlineData(ProtectedKind.Person, "Ж", 1)]
    [InlineData(ProtectedKind.Person, "А. Жемчугова", 1)]
    [InlineData(ProtectedKind.Person, "...", 1)]
    [InlineData(ProtectedKind.Person, "Анна Жемчугова", 0)]
    [InlineData(ProtectedKind.Phrase, "дом с синей дверью", 0)]
    [InlineData(ProtectedKind.Phone, "12-34-5", 1)]
    [InlineData(ProtectedKind.Phone, "+374 91 22 33 44", 0)]
    [InlineData(ProtectedKind.Phone, "1234567890123456789", 1)]
    [InlineData(ProtectedKind.Handle, "@a!", 2)]
    [InlineData(ProtectedKind.Handle, "https://t.me/zhemchug_a", 0)]
    [InlineData(ProtectedKind.Email, "a.zh.example.org", 1)]
    [InlineData(ProtectedKind.Email, "a.zh@example.org", 0)]
    public void An_entry_that_cannot_be_guarded_says_why_and_not_whom(ProtectedKind kind, string name, int problems)
    {
        var found = LeakGuard.ProblemsOf(kind, name);

        Assert.Equal(problems, found.Count);
        Assert.All(
            found,
            problem => Assert.False(name.Trim().Length > 1 && problem.Contains(name, StringComparison.OrdinalIgnoreCase), problem)
        );
    }

    private static IReadOnlyList<GuardHit> Find(string text, params ProtectedEntry[] entries) =>
        LeakGuard.Of(entries).Find(text, TestContext.Current.CancellationToken);

    private static string Repeated(string piece, int length) => new StringBuilder().Insert(0, piece, length / piece.Length).ToString();
}
