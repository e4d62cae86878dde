using Publisher.Posts.Safety;

namespace Publisher.Tests.Posts.Safety;

/// <summary>Words are written in the sounds of <c>Phonetics</c>.</summary>
[Trait("Requirement", "LGD-06")]
public sealed class NearnessTests
{
    [Theory]
    [InlineData("petrosian", "petrosian", true)]
    [InlineData("petrosian", "petrosien", true)]
    [InlineData("petrosian", "pitrosian", true)]
    [InlineData("petrosian", "petrusian", true)]
    [InlineData("petrosian", "betrosian", null)] // the first sound must agree
    [InlineData("akopian", "ekopian", true)]
    [InlineData("akopian", "okopian", null)]
    [InlineData("petrosian", "petrosiam", null)]
    [InlineData("markova", "merkova", true)]
    [InlineData("markova", "merkuva", null)] // seven sounds bear one half difference
    [InlineData("markovan", "merkuvan", true)]
    [InlineData("markovan", "merkufan", null)]
    [InlineData("markovan", "merguvan", null)]
    [InlineData("markovanilatos", "merguvanilatos", true)]
    [InlineData("markovanilatos", "mergufenilatus", null)]
    [InlineData("petros", "petros", null)]
    [InlineData("petrosi", "petrosi", true)]
    [InlineData("gabrielan", "kabrielan", null)]
    [InlineData("tagbanian", "takpanian", true)]
    [InlineData("aDaJinan", "aTaCinan", true)]
    [InlineData("abrahamian", "abraamian", true)]
    [InlineData("abraamian", "abrahamian", true)]
    [InlineData("akbrtian", "akberitian", true)]
    [InlineData("ivanovna", "ivanova", null)]
    [InlineData("ivanova", "ivanovna", null)]
    [InlineData("ivanovna", "ivenovna", true)]
    [InlineData("petroviC", "petruviC", true)]
    [InlineData("petroviC", "petroSiC", null)]
    public void Words_that_differ_by_what_transliteration_makes_are_one(string own, string other, bool? verdict) =>
        Assert.Equal(verdict, Nearness.Of(own, other));

    [Theory]
    [InlineData("kalderwik", "kalderwik", true)]
    [InlineData("kalderwik", "kalterwuk", null)]
    [InlineData("kalderwik", "kalmerwik", false)]
    [InlineData("kalderwik", "kaldewik", null)] // eight sounds are too few for a whole difference
    [InlineData("kalderwiks", "kaldewiks", false)]
    [InlineData("kalderwik", "kaldperwik", false)]
    [InlineData("kalderwik", "kadlerwik", false)]
    [InlineData("kalderwik", "klaedrwik", null)]
    [InlineData("kalderwik", "kalmermik", null)]
    [InlineData("kalderwik", "kalderapwik", null)]
    [InlineData("kalderwiks", "kldrwks", null)]
    [InlineData("kalderwi", "kalmerwi", null)]
    public void Of_long_words_one_whole_difference_is_borne_and_told(string own, string other, bool? verdict) =>
        Assert.Equal(verdict, Nearness.Of(own, other));

    [Fact]
    public void Endless_words_are_compared_exactly_only()
    {
        var longest = "k" + new string('a', 38) + "k";

        Assert.True(Nearness.Of(longest, longest));
        Assert.Null(Nearness.Of(longest, longest + "k"));
        Assert.True(Nearness.Of(longest + "k", longest) is null or false);
    }

    [Theory]
    [InlineData("bdgzDJZ", "ptksTCS")]
    [InlineData("ptkam", "ptkam")]
    public void A_voiced_sound_has_a_voiceless_one(string voiced, string voiceless) =>
        Assert.Equal(voiceless, string.Concat(voiced.Select(Nearness.Voiceless)));
}
