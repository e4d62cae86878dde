using Publisher.Posts.Safety;

namespace Publisher.Tests.Posts.Safety;

public sealed class SpannedTextTests
{
    [Fact]
    public void It_grows_and_keeps_what_it_knows_of_each_character()
    {
        var text = new SpannedText(0);
        for (var index = 0; index < 100; index++)
        {
            text.Add((char)('a' + (index % 26)), index * 2, (index * 2) + 2, index % 3 == 0);
        }

        Assert.Equal(100, text.Length);
        Assert.Equal(100, text.Characters.Length);
        Assert.All(
            Enumerable.Range(0, 100),
            index =>
                Assert.Equal(
                    ((char)('a' + (index % 26)), index * 2, (index * 2) + 2, index % 3 == 0),
                    (text[index], text.StartOf(index), text.EndOf(index), text.IsCapital(index))
                )
        );
    }
}
