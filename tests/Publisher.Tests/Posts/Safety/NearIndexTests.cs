using Publisher.Posts.Safety;

namespace Publisher.Tests.Posts.Safety;

[Trait("Requirement", "LGD-06")]
public sealed class NearIndexTests
{
    [Theory]
    [InlineData("petrosian", "0")]
    [InlineData("pitrosian", "0")]
    [InlineData("petrosan", null)]
    [InlineData("kalderwik", "1")]
    [InlineData("kaldrwik", "1")]
    [InlineData("kalderwi", null)]
    [InlineData("kaldemrwik", "1!")]
    [InlineData("kalderik", null)]
    [InlineData("aaaauaak", null)]
    [InlineData("makoiaei", "2")]
    [InlineData("mekoiaei", "2")]
    public void Words_meet_by_their_consonants_with_one_left_out(string sounds, string? found)
    {
        var index = new NearIndex([
            ("petrosian", new Posting(0, 0, WordForm.None, null)),
            ("kalderwik", new Posting(1, 0, WordForm.None, null)),
            ("makoiaei", new Posting(2, 0, WordForm.None, null)),
            ("petros", new Posting(3, 0, WordForm.None, null)),
        ]);
        var near = new List<(Posting Posting, bool IsCheap)>();

        index.Find(sounds, near);

        Assert.Equal(found is null ? [] : [found], near.Select(one => $"{one.Posting.Name}{(one.IsCheap ? "" : "!")}").Distinct());
    }

    [Fact]
    [Trait("Requirement", "LGD-05")]
    public void Of_many_words_that_sound_alike_some_are_judged()
    {
        var words = Enumerable
            .Range(0, 500)
            .Select(number =>
                ($"petrosian{new string('a', number % 5)}{new string('i', number / 5 % 5)}n", new Posting(number, 0, WordForm.None, null))
            );
        var near = new List<(Posting Posting, bool IsCheap)>();

        var judged = new NearIndex(words).Find("petrosian", near);

        Assert.InRange(near.Count, 0, 64 * 5);
        Assert.True(judged > 0);
    }
}
