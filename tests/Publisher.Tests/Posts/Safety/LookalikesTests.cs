using Publisher.Posts.Safety;

namespace Publisher.Tests.Posts.Safety;

[Trait("Requirement", "LGD-06")]
public sealed class LookalikesTests
{
    [Theory]
    [InlineData("Latin", "аnnа", "anna")]
    [InlineData("Latin", "ӡ1օ", "z1o")]
    [InlineData("Latin", "жnnа", null)]
    [InlineData("Cyrillic", "aннa", "анна")]
    [InlineData("Cyrillic", "pетпoв", "ретпов")]
    [InlineData("Cyrillic", "qнна", null)]
    [InlineData("Armenian", "hաuմիկ", "հասմիկ")]
    [InlineData("Georgian", "oდა", "იდა")]
    [InlineData("Greek", "α", null)]
    [InlineData("None", "1", null)]
    public void A_letter_is_read_as_the_one_it_looks_like(string script, string word, string? read)
    {
        var seen = new char[word.Length];

        var isRead = Lookalikes.TryRead(word, Enum.Parse<Script>(script), seen);

        Assert.Equal(read, isRead ? new string(seen) : null);
    }
}
