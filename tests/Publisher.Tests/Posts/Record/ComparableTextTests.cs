using CsCheck;
using Publisher.Posts.Record;

namespace Publisher.Tests.Posts.Record;

[Trait("Requirement", "PRV-20")]
public sealed class ComparableTextTests
{
    private static readonly Gen<string> _words = OneOf.These("мост", "bridge", "կամուրջ", "ხიდი", "körpü", "é", "1,", "—", "👩‍👧");

    [Theory]
    [InlineData("Two  towns\r\nmend\ta bridge. ", "Two towns mend a bridge.")]
    [InlineData("Two\u00A0towns\u2028mend", "Two towns mend")]
    [InlineData("Cafe\u0301", "Caf\u00E9")]
    [InlineData("bri\u00ADdge\u200B \u202Aopen\u202C\uFEFF", "bridge open")]
    [InlineData(" \n ", "")]
    public void What_a_copy_changes_unseen_is_folded(string copied, string expected) => Assert.Equal(expected, ComparableText.Of(copied));

    [Theory]
    [InlineData("The bridge is open.", "The bridge is open!")]
    [InlineData("The bridge is open.", "The Bridge is open.")]
    [InlineData("мост", "моcт")]
    public void Any_other_letter_gives_another_hash(string ours, string theirs) =>
        Assert.NotEqual(ComparableText.HashOf(ComparableText.Of(ours)), ComparableText.HashOf(ComparableText.Of(theirs)));

    [Fact]
    public void However_a_text_is_wrapped_and_sprinkled_it_has_the_same_hash() =>
        Gen.Select(_words.List[1, 12], OneOf.These(" ", "\n", "\r\n\r\n", "\u00A0", "\t ", " \u200B"))
            .Sample(
                (words, between) => ComparableText.Of(string.Join(between, words)) == ComparableText.Of(string.Join(' ', words)),
                iter: Depth.Cases
            );

    [Fact]
    public void Folding_twice_is_folding_once() =>
        Gen.String.Sample(text => ComparableText.Of(ComparableText.Of(text)) == ComparableText.Of(text), iter: Depth.Cases);
}
