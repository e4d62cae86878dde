using Publisher.Posts.Safety;

namespace Publisher.Tests.Posts.Safety;

/// <summary>All names are invented.</summary>
[Trait("Requirement", "LGD-06")]
public sealed class WordFormsTests
{
    [Theory]
    [InlineData("анна", "ana", "ana:AfterVowel an:WithoutA")]
    [InlineData("жемчугов", "Zemhugov", "Zemhugov:AfterConsonant Zemhugv:Fleeting")]
    [InlineData("мария", "maria", "maria:AfterVowel mari:WithoutA mar:WithoutA")]
    [InlineData("ия", "ia", "ia:AfterVowel")]
    [InlineData("лия", "lia", "lia:AfterVowel li:WithoutA")]
    [InlineData("гиорги", "giorgi", "giorgi:AfterVowel, WithoutI giorg:WithoutI")]
    [InlineData("белый", "beli", "beli:AfterVowel, WithoutI bel:WithoutI bel:Adjective")]
    [InlineData("синий", "sini", "sini:AfterVowel, WithoutI sin:WithoutI sin:Adjective")]
    [InlineData("островидский", "ostrovidski", "ostrovidski:AfterVowel, WithoutI ostrovidsk:WithoutI ostrovidsk:Adjective")]
    [InlineData(
        "островидская",
        "ostrovidskaia",
        "ostrovidskaia:AfterVowel ostrovidskai:WithoutA ostrovidska:WithoutA ostrovidsk:Adjective"
    )]
    [InlineData("белая", "belaia", "belaia:AfterVowel belai:WithoutA bela:WithoutA bel:Adjective")]
    [InlineData("толстой", "tolstoi", "tolstoi:AfterVowel, WithoutI tolsto:WithoutI tolst:Adjective")]
    [InlineData("tolstoi", "tolstoi", "tolstoi:AfterVowel, WithoutI tolsto:WithoutI")]
    [InlineData("гомелцки", "gomelTki", "gomelTki:AfterVowel, WithoutI gomelTk:WithoutI gomelTk:Adjective")]
    [InlineData("гомелцкая", "gomelTkaia", "gomelTkaia:AfterVowel gomelTkai:WithoutA gomelTka:WithoutA gomelTk:Adjective")]
    [InlineData("сергей", "sergei", "sergei:AfterVowel, WithoutI serge:WithoutI serg:Fleeting")]
    [InlineData("лей", "lei", "lei:AfterVowel, WithoutI le:WithoutI")]
    [InlineData("павел", "pavel", "pavel:AfterConsonant pavl:Fleeting")]
    [InlineData("отец", "oteT", "oteT:AfterConsonant otT:Fleeting")]
    [InlineData("волок", "volok", "volok:AfterConsonant volk:Fleeting")]
    [InlineData("савик", "savik", "savik:AfterConsonant")]
    [InlineData("берет", "beret", "beret:AfterConsonant")]
    [InlineData("беридзе", "beriDe", "beriDe:AfterVowel beriD:WithoutE")]
    public void A_word_leaves_the_stems_that_its_language_declines(string word, string sounds, string stems) =>
        Assert.Equal(stems, string.Join(' ', WordForms.StemsOf(sounds, word).Select(stem => $"{stem.Sounds}:{stem.Form}")));

    [Theory]
    [InlineData("Petrosyan", "petrosian bedrosian")]
    [InlineData("Owen", "oven")]
    [InlineData("oğlu", "oglu ogli")]
    public void A_word_sounds_as_its_region_says_it(string name, string some)
    {
        var read = ProtectedName.Of(new ProtectedEntry("pe_1", ProtectedKind.Person, name, []), name);

        var sounds = WordForms.SoundsOf(read.Words[0], read).Select(sound => sound.Sounds).ToList();

        Assert.Superset(some.Split(' ').ToHashSet(), sounds.ToHashSet());
    }

    [Theory]
    [InlineData("Հակոբ", "hakob hagop akob akop hakop agop")]
    [InlineData("Յովհաննիսյան", "iovhanisian hovhanisian hohanisian hohanesian")]
    [InlineData("Ազնավոր", "aznavor haznavor")]
    [InlineData("Vahdatyan", "vahdatian vahtatian vagdatian")]
    [InlineData("Гарашов", "garaSov haraSov")]
    [InlineData("Հասմիկ", "hasmik gasmik asmik")]
    [InlineData("Garegin Petunyan", "garegin karekin haregin")]
    [InlineData("Davidyan", "davidian")]
    public void Of_a_name_of_the_region_these_are_among_its_sounds(string name, string some)
    {
        var read = ProtectedName.Of(new ProtectedEntry("pe_1", ProtectedKind.Person, name, []), name);

        var sounds = WordForms.SoundsOf(read.Words[0], read).Select(sound => sound.Sounds).ToHashSet();

        Assert.All(some.Split(' '), one => Assert.Contains(one, sounds));
    }

    [Fact]
    public void A_georgian_word_may_be_typed_on_latin_keys()
    {
        var read = ProtectedName.Of(new ProtectedEntry("pe_1", ProtectedKind.Person, "ჟანა", []), "ჟანა");

        Assert.Equal(
            ["Zana:", "Jana:KeyboardLayout", "iana:KeyboardLayout"],
            WordForms
                .SoundsOf("ჟანა", read)
                .Select(sound => $"{sound.Sounds}:{sound.Rule}")
                .Where(sound => sound[^1] == ':' || !sound.StartsWith('Z'))
        );
    }
}
