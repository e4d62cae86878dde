using System.Text;
using CsCheck;
using Publisher.Channels.Text;

namespace Publisher.Tests.Channels.Text;

[Trait("Requirement", "PRV-21")]
public sealed class InvisibleCharactersTests
{
    [Theory]
    [InlineData(0x00AD)]
    [InlineData(0x034F)]
    [InlineData(0x115F)]
    [InlineData(0x17B4)]
    [InlineData(0x180E)]
    [InlineData(0x200B)]
    [InlineData(0x200C)]
    [InlineData(0x200D)]
    [InlineData(0x2060)]
    [InlineData(0x2061)]
    [InlineData(0x2064)]
    [InlineData(0x206A)]
    [InlineData(0x3164)]
    [InlineData(0xFE00)]
    [InlineData(0xFE0F)]
    [InlineData(0xFEFF)]
    [InlineData(0xFFA0)]
    [InlineData(0xFFF9)]
    [InlineData(0x1BCA0)]
    [InlineData(0x1D173)]
    [InlineData(0xE0001)]
    [InlineData(0xE0041)]
    [InlineData(0xE0101)]
    public void Inside_a_word_that_needs_none_each_of_them_is_found(int value)
    {
        foreach (var word in new[] { "мост", "կամուրջ", "ხიდი", "körpü", "bridge" })
        {
            var marked = word.Insert(2, new Rune(value).ToString());

            Assert.Equal(word, Clean(marked));
        }
    }

    [Theory]
    [InlineData("می‌خواهم کتاب‌ها را")]
    [InlineData("نه‍ ه‍.ش")]
    [InlineData("क्‍ष न्‌")]
    [InlineData("👩‍👩‍👧‍👦 🏳️‍🌈 👩🏽‍🚒 🙂‍↔️ ❤️‍🔥 🏃‍♀️")]
    [InlineData("☕️ ⚠️ ℹ️ ‼️ #️⃣ 1️⃣ ©️ ™️ 〰️")]
    [InlineData("🏴󠁧󠁢󠁥󠁮󠁧󠁿 🏴󠁧󠁢󠁳󠁣󠁴󠁿")]
    [InlineData("Ինչո՞ւ հիմա։ Գրե՛ք՝ ԵՒ և եւ")]
    [InlineData("ორი სოფლის „ხიდი“ – ᲮᲘᲓᲘ")]
    [InlineData("İki kəndin görüşü, e\u0301\u0323, ё, й")]
    [InlineData("葛\U000E0101 葛\uFE00")]
    public void What_scripts_and_emoji_need_is_left(string text) => Assert.Equal(text, Clean(text));

    [Theory]
    [InlineData("می‌‌خواهم", "می‌خواهم")]
    [InlineData("کتاب‌ را", "کتاب را")]
    [InlineData("‌متن", "متن")]
    [InlineData("👩\u200D мост", "👩 мост")]
    [InlineData("1\uFE0F2", "12")]
    [InlineData("☕️\uFE0F", "☕️")]
    [InlineData("🏴\U000E0067\U000E0062 a", "🏴 a")]
    [InlineData("🏴\U000E0061\U000E0061\U000E0061\U000E0061\U000E0061\U000E0061\U000E0061\U000E0061\U000E007F", "🏴")]
    public void More_than_is_needed_is_a_mark(string text, string clean) => Assert.Equal(clean, Clean(text));

    /// <summary>A mark of eight bits between every two letters, as a program that traces leaks writes them.</summary>
    [Fact]
    public void Whatever_is_hidden_between_letters_is_gone_and_no_letter_with_it()
    {
        Rune[] hidden =
        [
            new(0x200B),
            new(0x200C),
            new(0x200D),
            new(0x2060),
            new(0x2062),
            new(0xFEFF),
            new(0x00AD),
            new(0x034F),
            new(0x180E),
            new(0xFE01),
            new(0xE0030),
            new(0xE0140),
        ];
        var letters = OneOf.These("м", "о", "ս", "ტ", "ə", "ж", "a", " ", ".", "–");
        var mark = OneOf.These(hidden).Select(rune => rune.ToString()).Array[0, 8].Select(string.Concat);
        Gen.Select(letters, mark)
            .Array[0, 30]
            .Sample(
                pieces =>
                    Assert.Equal(
                        string.Concat(pieces.Select(piece => piece.Item1)),
                        Clean(string.Concat(pieces.Select(piece => piece.Item1 + piece.Item2)))
                    ),
                iter: Depth.Cases
            );
    }

    private static string Clean(string text)
    {
        var clean = new StringBuilder();
        var index = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            clean.Append(InvisibleCharacters.IsAt(text, index, rune) ? "" : rune.ToString());
            index += rune.Utf16SequenceLength;
        }

        return clean.ToString();
    }
}
