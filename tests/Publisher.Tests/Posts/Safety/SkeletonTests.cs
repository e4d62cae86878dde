using Publisher.Posts.Safety;

namespace Publisher.Tests.Posts.Safety;

[Trait("Requirement", "LGD-06")]
public sealed class SkeletonTests
{
    [Theory]
    [InlineData("Latin", "anna", "ana")]
    [InlineData("Latin", "petrov", "petrov")]
    [InlineData("Latin", "petroff", "petrov")]
    [InlineData("Latin", "off", "of")]
    [InlineData("Latin", "shchukin", "Sukin")]
    [InlineData("Latin", "sharov", "Sarov sharov")]
    [InlineData("Latin", "lvan", "lvan ivan")]
    [InlineData("Latin", "lana", "lana")]
    [InlineData("Latin", "l", "l")]
    [InlineData("Latin", "sarah", "sara sara")]
    [InlineData("Latin", "hasan", "hasan")]
    [InlineData("Latin", "khatia", "hatia")]
    [InlineData("Latin", "1a", "ia la")]
    [InlineData("Latin", "pogossean", "pogosian")]
    [InlineData("Cyrillic", "ёлкин", "elkin iolkin olkin")]
    [InlineData("Cyrillic", "петрова", "petrova")]
    [InlineData("Cyrillic", "яна", "iana")]
    [InlineData("Cyrillic", "хачатрян", "haCatrian haCatran")]
    [InlineData("Cyrillic", "сергиенко", "sergenko serhenko")]
    [InlineData("Cyrillic", "мария", "maria")]
    [InlineData("Cyrillic", "лью", "lu")]
    [InlineData("Armenian", "ոսկան", "voskan oskan")]
    [InlineData("Armenian", "ուլյանա", "uliana")]
    [InlineData("Armenian", "ո", "vo o")]
    [InlineData("Armenian", "յակոբ", "iakob hakob")]
    [InlineData("Armenian", "հակոբ", "hakob")]
    [InlineData("Armenian", "խաչատուր", "haCatur")]
    [InlineData("Georgian", "ნინო", "nino")]
    [InlineData("Georgian", "ჰამლეტ", "hamlet")]
    [InlineData("Greek", "αννα", "ana")]
    [InlineData("Other", "אב", "אב")]
    public void A_word_sounds_in_all_ways_it_may_be_read(string script, string word, string readings)
    {
        var skeleton = new Skeleton(12);

        skeleton.Read(word, Enum.Parse<Script>(script));

        Assert.Equal(readings, string.Join(' ', Enumerable.Range(0, skeleton.Count).Select(reading => skeleton[reading].ToString())));
    }

    [Fact]
    public void Past_its_limit_only_the_usual_sound_is_followed()
    {
        var skeleton = new Skeleton(2);

        skeleton.Read("cac", Script.Latin);

        Assert.Equal(["JaJ", "kaJ"], Enumerable.Range(0, skeleton.Count).Select(reading => skeleton[reading].ToString()));
    }

    [Theory]
    [InlineData("anna", "ana")]
    [InlineData("aana", "aana")]
    [InlineData("SCuka", "Suka")]
    [InlineData("CSuka", "CSuka")]
    [InlineData("marie", "mare")]
    [InlineData("mariia", "maria")]
    [InlineData("niura", "nura")]
    [InlineData("niora", "nora")]
    [InlineData("aiura", "aiura")]
    [InlineData("iura", "iura")]
    [InlineData("niara", "niara")]
    [InlineData("sarah", "sara")]
    [InlineData("saleh", "sale")]
    [InlineData("salih", "salih")]
    [InlineData("bah", "bah")]
    [InlineData("petrof", "petrov")]
    [InlineData("vasilef", "vasilev")]
    [InlineData("iusuf", "iusuf")]
    [InlineData("lef", "lef")]
    [InlineData("petrosean", "petrosian")]
    [InlineData("dean", "dean")]
    [InlineData("petrosen", "petrosen")]
    [InlineData("petroseam", "petroseam")]
    [InlineData("", "")]
    public void Spellings_of_one_sound_are_one(string sounds, string canonical)
    {
        var letters = sounds.ToCharArray();

        Assert.Equal(canonical, new string(letters, 0, Skeleton.Canonical(letters)));
    }

    [Theory]
    [InlineData("aeiou", true)]
    [InlineData("yhnS", false)]
    public void Five_sounds_are_vowels(string sounds, bool are) => Assert.All(sounds, sound => Assert.Equal(are, Skeleton.IsVowel(sound)));

    [Fact]
    public void The_longest_spelling_at_a_place_is_read()
    {
        var table = new SoundTable("s=s sh=S,z\nshch=X sh=Q");

        Assert.Equal("shch:X sh:Q s:s -", string.Join(' ', new[] { "shcha", "sha", "sa", "a" }.Select(rest => Show(table.At(rest)))));
    }

    private static string Show(Sound? sound) => sound is null ? "-" : $"{sound.Spelling}:{string.Join(',', sound.Values)}";
}
