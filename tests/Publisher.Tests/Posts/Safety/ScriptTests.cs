using Publisher.Posts.Safety;

namespace Publisher.Tests.Posts.Safety;

[Trait("Requirement", "LGD-06")]
public sealed class ScriptTests
{
    [Theory]
    [InlineData("None", "`1@•{\u00A9\u02FF§")]
    [InlineData("Latin", "azªßəžʯḀỿ\uE000")]
    [InlineData("Greek", "\u0370αωϲ\u03FF")]
    [InlineData("Cyrillic", "\u0400аяҹ\u052F")]
    [InlineData("Armenian", "\u0530աև\u058F")]
    [InlineData("Georgian", "\u10A0აჰ\u10FF")]
    [InlineData("Other", "\u02B0あאब\u1100")]
    public void A_folded_letter_belongs_to_one_script(string script, string letters) =>
        Assert.All(letters, letter => Assert.Equal(script, Scripts.Of(letter).ToString()));
}
