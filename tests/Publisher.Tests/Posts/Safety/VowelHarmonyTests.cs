using Publisher.Posts.Safety;

namespace Publisher.Tests.Posts.Safety;

[Trait("Requirement", "LGD-06")]
public sealed class VowelHarmonyTests
{
    [Theory]
    [InlineData("kamal", "a", true)]
    [InlineData("kamal", "ə", false)]
    [InlineData("səməd", "ə", true)]
    [InlineData("səməd", "a", false)]
    [InlineData("səməd", "e", true)]
    [InlineData("oruc", "dan", true)]
    [InlineData("gülov", "dən", false)]
    [InlineData("turqut", "lar", true)]
    [InlineData("turqut", "lər", false)]
    [InlineData("samil", "a", true)] // stands for Şamıl or Şamil
    [InlineData("samil", "ə", true)]
    [InlineData("kamal", "in", true)]
    [InlineData("brt", "ə", true)]
    public void An_ending_follows_the_last_vowel_of_its_stem(string stem, string ending, bool holds) =>
        Assert.Equal(holds, VowelHarmony.Holds(stem, ending));
}
