using Publisher.Channels;
using Publisher.Channels.Imaging;
using Publisher.Channels.Templates;

namespace Publisher.Tests.Channels.Templates;

/// <summary>One deck in each script, with every kind of slide.</summary>
internal static class SampleSlides
{
    public static IReadOnlyList<(string Language, string Hook, string Text)> Scripts { get; } =
    [
        (
            "ru",
            "Мост, который чинили вдвоём",
            "Автобус ходит 2 раза в день, в 7:30 и в 18:45, билет стоит **1 200 драм**, т. е. дешевле такси в 5 раз."
        ),
        (
            "hy",
            "Կամուրջը, որը միասին նորոգեցին",
            "Փոխադարձ անվստահությունը հաղթահարելու համար **անհրաժեշտ են** միջմշակութային հանդիպումներ։"
        ),
        (
            "az",
            "Birlikdə təmir edilən körpü",
            "Qarşılıqlı anlaşılmazlıqların aradan qaldırılması üçün **mədəniyyətlərarası** görüşlər vacibdir."
        ),
        ("ka", "ხიდი, რომელიც ერთად შეაკეთეს", "ურთიერთპატივისცემისა და **თანამშრომლობისთვის** კულტურათაშორისი შეხვედრებია საჭირო."),
        (
            "fa",
            "پلی که با هم تعمیر کردند",
            "ساکنان دو روستا پس از ۳۰ سال برای نخستین بار **دیدار** کردند و تصمیم گرفتند پل را با هم تعمیر کنند."
        ),
    ];

    public static SlideDeck Deck(SlideTemplate template, SlideShape shape, string language, bool large = false, string? handle = null)
    {
        var (_, hook, text) = Scripts.Single(script => script.Language == language);
        return new SlideDeck(
            shape,
            language,
            large,
            Brand: true,
            [
                new SlideText(SlideKind.Hook, hook, 0),
                new SlideText(SlideKind.Point, text, 0),
                new SlideText(SlideKind.Point, text, null),
                new SlideText(SlideKind.Quote, text, null),
                new SlideText(SlideKind.Closing, "most.example", null),
            ]
        )
        {
            Look = SlideLook.Of(template) with { Handle = handle },
        };
    }
}
