using Publisher.Posts.Safety;

namespace Publisher.Tests.Posts.Safety;

/// <summary>All addresses are invented.</summary>
[Trait("Requirement", "LGD-06")]
public sealed class EmailsTests
{
    private const string Entry = "a.zh@example.org";

    [Theory]
    [InlineData("пишите на a.zh@example.org.", "a.zh@example.org")]
    [InlineData("A.ZH@Example.ORG", "A.ZH@Example.ORG")]
    [InlineData("a.zh [at] example [dot] org", "a.zh [at] example [dot] org")]
    [InlineData("a.zh(at)example(dot)org", "a.zh(at)example(dot)org")]
    [InlineData("a.zh{at}example.org", "a.zh{at}example.org")]
    [InlineData("a.zh<at>example.org", "a.zh<at>example.org")]
    [InlineData("a.zh собака example точка org", "a.zh собака example точка org")]
    [InlineData("a dot zh at example dot org", "a dot zh at example dot org")]
    [InlineData("a.zh ət example nöqtə org", "a.zh ət example nöqtə org")]
    [InlineData("a.zh ат example дот org", "a.zh ат example дот org")]
    [InlineData("a . zh @ example . org", "a . zh @ example . org")]
    [InlineData("а.zh@ехаmрlе.оrg", "а.zh@ехаmрlе.оrg")]
    [InlineData("mailto:a.zh@example.org?subject=x", "a.zh@example.org")]
    [InlineData("\"a.zh@example.org\"", "a.zh@example.org")]
    [InlineData("(a.zh@example.org)", "a.zh@example.org")]
    [InlineData("a.zh@example.org, потом", "a.zh@example.org")]
    [InlineData("a.zh@example.org. Потом", "a.zh@example.org")]
    [InlineData("..a.zh@example.org", "a.zh@example.org")]
    [InlineData("-a.zh@example.org", null)]
    [InlineData("b.a.zh@example.org", null)]
    [InlineData("b_a.zh@example.org", null)]
    [InlineData("b+a.zh@example.org", null)]
    [InlineData("ba.zh@example.org", null)]
    [InlineData("a.zh@example.org.ge", null)]
    [InlineData("a.zh@example.orgs", null)]
    [InlineData("a.zh@example.org-x", null)]
    [InlineData("a.zh@example.org_x", null)]
    [InlineData("azh@example.org", null)]
    [InlineData("a.zh at home, example.org", null)]
    [InlineData("a.zhatexample.org", null)]
    [InlineData("a.zh@b@example.org", null)]
    [InlineData("@example.org a.zh", null)]
    [InlineData("a.zh@", null)]
    public void A_whole_address_is_found_and_no_part_of_a_longer_one(string text, string? covered)
    {
        var hits = Find(Entry, text);

        Assert.Equal(covered is null ? [] : [covered], hits);
    }

    [Theory]
    [InlineData("name_1+news@mail-host.example.org", "name_1+news@mail-host.example.org")]
    [InlineData("at@dot.org", "at@dot.org")]
    [InlineData("_zh@example.org", "_zh@example.org")]
    [InlineData("AIiyev@example.org", "AIiyev@example.org")]
    public void An_address_may_hold_every_sign_that_addresses_have(string entry, string text) => Assert.Equal([text], Find(entry, text));

    [Fact]
    public void An_address_of_many_pieces_is_found_up_to_a_limit()
    {
        var local = string.Join('.', Enumerable.Range(1, 8));
        var address = $"{local}@{string.Join('.', Enumerable.Range(1, 8))}";
        var longer = $"{local}.9@1.2";

        Assert.Equal([address], Find(address, $"x {address} y"));
        Assert.Empty(Find(longer, longer));
    }

    [Theory]
    [InlineData(" A.Zh@Example.org ", "a.zh@example.org")]
    [InlineData("a@b.c", "a@b.c")]
    [InlineData("@b.c", null)]
    [InlineData("a@.c", null)]
    [InlineData("a@b", null)]
    [InlineData("a@b.", null)]
    [InlineData("a@b.c.", null)]
    [InlineData("a@b@c.d", null)]
    [InlineData("a b@c.d", null)]
    public void An_entry_is_an_address_or_nothing(string name, string? address) => Assert.Equal(address, Emails.Plain(name));

    [Fact]
    public void One_address_may_belong_to_two_entries()
    {
        var guard = LeakGuard.Of([
            new ProtectedEntry("pe_1", ProtectedKind.Email, Entry, []),
            new ProtectedEntry("pe_2", ProtectedKind.Email, "b@example.org", [Entry.ToUpperInvariant(), Entry]),
        ]);

        Assert.Equal(["pe_1", "pe_2"], guard.Find($"{Entry}", TestContext.Current.CancellationToken).Select(hit => hit.EntryId).Order());
    }

    private static IReadOnlyList<string> Find(string entry, string text) => Guarded.Covered(text, ProtectedKind.Email, entry);
}
