using Publisher.Posts.Safety;

namespace Publisher.Tests.Posts.Safety;

/// <summary>All numbers are invented.</summary>
[Trait("Requirement", "LGD-06")]
public sealed class PhonesTests
{
    [Theory]
    [InlineData("+374 91 22 33 44", "091 22-33-44", "091 22-33-44")]
    [InlineData("+374 91 22 33 44", "(091) 223344", "091) 223344")]
    [InlineData("+374 91 22 33 44", "tel:+37491223344", "37491223344")]
    [InlineData("+374 91 22 33 44", "0037491223344!", "0037491223344")]
    [InlineData("+374 91 22 33 44", "374091 22 33 44", "374091 22 33 44")]
    [InlineData("00374 91 22 33 44", "91/22/33/44", "91/22/33/44")]
    [InlineData("37491223344", "91.22.33.44", "91.22.33.44")]
    [InlineData("091 22 33 44", "91_22_33_44", "91_22_33_44")]
    [InlineData("091 22 33 44", "+374–91–22‐33‑44", "91–22‐33‑44")]
    [InlineData("091 22 33 44", "91−22—33\t44", "91−22—33\t44")]
    [InlineData("91 22 33 44", "+791 22 33 44", "791 22 33 44")]
    [InlineData("+7 912 345-67-89", "8912 345 67 89", "8912 345 67 89")]
    [InlineData("8 912 345 67 89", "+7912 345 67 89", "7912 345 67 89")]
    [InlineData("8 912 345 67 89", "9123456789", "9123456789")]
    [InlineData("123456", "звоните 123-456.", "123-456")]
    [InlineData("0123456", "123456", "123456")]
    [InlineData("+374 123456", "123456", "123456")]
    [InlineData("+994 50 222 33 44", "050 222 33 44", "050 222 33 44")]
    [InlineData("+995 555 12 34 56", "555    12 34 56", "555    12 34 56")]
    [InlineData("+374 91 22 33 44", "91🌸22🌸33🌸44", "91🌸22🌸33🌸44")]
    [InlineData("+374 91 22 33 44", "٠٩١ ٢٢ ٣٣ ٤٤", "٠٩١ ٢٢ ٣٣ ٤٤")]
    [InlineData("+374 91 22 33 44", "дом 5, 091 22 33 44", "091 22 33 44")]
    [InlineData("123456789012345", "123456789012345", "123456789012345")]
    [InlineData("+380 123456789012", "00380123456789012", "00380123456789012")]
    [InlineData("+380 123456789012", "003800123456789012", "003800123456789012")]
    public void A_number_is_found_however_it_is_dialled_and_divided(string entry, string text, string covered)
    {
        var hits = Find(entry, text);

        Assert.Contains(covered, hits);
    }

    [Theory]
    [InlineData("+374 91 22 33 44", "5091223344")]
    [InlineData("+374 91 22 33 44", "0912233445")]
    [InlineData("+374 91 22 33 44", "91 22 33 45")]
    [InlineData("+374 91 22 33 44", "091,22,33,44")]
    [InlineData("+374 91 22 33 44", "55591 22 33 44")]
    [InlineData("+374 91 22 33 44", "91 22 и 33 44")]
    [InlineData("+995 555 12 34 56", "555     12 34 56")]
    [InlineData("+374 91 22 33 44", "374191 22 33 44")]
    [InlineData("+374 91 22 33 44", "37400912233 44")]
    [InlineData("+374 91 22 33 44", "991 22 33 44")]
    [InlineData("123456", "23456")]
    [InlineData("0123456", "000123456")]
    public void Another_number_is_not(string entry, string text) => Assert.Empty(Find(entry, text));

    [Fact]
    public void One_number_may_belong_to_two_entries()
    {
        var guard = LeakGuard.Of([
            new ProtectedEntry("pe_1", ProtectedKind.Phone, "+374 91 22 33 44", []),
            new ProtectedEntry("pe_2", ProtectedKind.Phone, "091 223344", ["+374 91 22 33 44"]),
        ]);

        Assert.Equal(
            ["pe_1", "pe_2"],
            guard.Find("тел. 091 22 33 44", TestContext.Current.CancellationToken).Select(hit => hit.EntryId).Order()
        );
    }

    [Theory]
    [InlineData("٠٩١", "091")]
    [InlineData("+374 (91) 22", "3749122")]
    [InlineData("нет", "")]
    public void Digits_of_every_script_count(string name, string digits) => Assert.Equal(digits, Phones.DigitsOf(name));

    private static IReadOnlyList<string> Find(string entry, string text) => Guarded.Covered(text, ProtectedKind.Phone, entry);
}
