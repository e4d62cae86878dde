using System.Text.Json.Nodes;

namespace Publisher.Sandbox.Demo;

/// <summary>The piece that the demo publishes. People and places in it are invented.</summary>
internal static class Story
{
    public static string TitleIn(string language) => Texts[language].Title;

    /// <summary>The body of <c>POST /v1/contents</c>.</summary>
    /// <param name="showsBridge">False for a photograph of somebody's own, which the alternative text must not call a bridge.</param>
    public static JsonObject Content(string mediaId, bool showsBridge, IEnumerable<string> channelIds)
    {
        var texts = new JsonObject();
        var alt = new JsonObject();
        foreach (var (language, text) in Texts)
        {
            texts[language] = text.ToJson();
            alt[language] = showsBridge ? text.Alt : AnyPhoto[language];
        }

        return new JsonObject
        {
            ["texts"] = texts,
            ["byline"] = "Editorial team",
            ["link"] = "https://example.org/tea-on-the-bridge",
            ["media"] = new JsonArray(
                new JsonObject
                {
                    ["id"] = mediaId,
                    ["alt"] = alt,
                    ["focus"] = new JsonObject { ["x"] = 0.5, ["y"] = showsBridge ? 0.62 : 0.5 },
                }
            ),
            ["tags"] = new JsonArray("peace"),
            ["channels"] = new JsonArray([.. channelIds.Select(id => JsonValue.Create(id))]),
        };
    }

    private static readonly Dictionary<string, string> AnyPhoto = new()
    {
        ["ru"] = "Фотография к истории",
        ["en"] = "A photograph that goes with the story",
        ["hy"] = "Պատմությանն ուղեկցող լուսանկար",
        ["az"] = "Hekayəni müşayiət edən fotoşəkil",
    };

    private static readonly Dictionary<string, StoryText> Texts = new()
    {
        ["ru"] = new(
            "Чай на старом мосту",
            "Тридцать лет по каменному мосту никто не ходил. Весной двух соседей с разных берегов свели на нём пчёлы, и теперь каждую субботу здесь вместе пьют чай две деревни.",
            """
            Тридцать лет по старому каменному мосту не ходил никто. На одном берегу говорили на одном языке, на другом — на другом, и дети знали соседей только по огням в окнах. Имена деревень мы не называем: так попросили сами жители.

            ## Всё началось с пчёл

            В апреле рой с верхнего берега перелетел реку и сел на чужую яблоню. Хозяйка яблони могла бы прогнать его дымом. Вместо этого она вышла на мост с пустым ульем и стала ждать. Через час с другой стороны пришёл старый пасечник.

            > Я тридцать лет боялся этого моста, — говорит он. — А навстречу мне шла женщина и несла моих пчёл.

            Говорили на смеси трёх языков и жестами. На прощание она налила ему чаю из термоса, а через неделю он принёс банку мёда.

            ## Субботний чай

            Теперь по субботам на мосту ставят два стола. Правил немного:

            - каждый приносит то, что вырастил сам;
            - о войне говорят, только если начнёт тот, кто потерял близких;
            - дети переводят взрослым, а не наоборот.

            За лето жители вместе расчистили родник, из которого когда-то брали воду обе деревни, и договорились об очереди на полив. Споров стало меньше: теперь есть кому позвонить.

            «Мир — это не подпись, — говорит учительница с нижнего берега. — Мир — это когда знаешь, какой чай пьёт твой сосед».

            За стол сели не все. Некоторые до сих пор смотрят с берега, и их никто не торопит. **Каждую субботу на столе стоят две лишние чашки.**
            """,
            [],
            ["мир", "соседи"],
            "Каменный мост через горную реку на закате. На мосту двое передают друг другу улей, на берегах две деревни, за ними снежные вершины."
        ),
        ["en"] = new(
            "Tea on the old bridge",
            "For thirty years nobody crossed the stone bridge. This spring a swarm of bees brought two neighbours together on it, and now two villages drink tea there every Saturday.",
            """
            For thirty years nobody crossed the old stone bridge. One bank spoke one language, the other bank another, and children knew their neighbours only by the lights in their windows. We do not name the villages: the people who live there asked us not to.

            ## It began with bees

            In April a swarm from the upper bank flew across the river and settled in somebody else's apple tree. The woman who owns the tree could have smoked it out. Instead she walked on to the bridge with an empty hive and waited. An hour later an old beekeeper came from the other side.

            > “I had been afraid of this bridge for thirty years,” he says. “And there was a woman walking towards me, carrying my bees.”

            They talked in a mixture of three languages and with their hands. She poured him tea from a flask; a week later he brought a jar of honey.

            ## Saturday tea

            Now two tables stand on the bridge every Saturday. There are few rules:

            - everybody brings something they have grown;
            - the war is spoken of only when someone who lost a person begins;
            - children interpret for the adults, not the other way round.

            Over the summer the villagers cleared the spring from which both villages once drew water, and agreed whose turn it is to water the fields. There are fewer quarrels: now there is somebody to call.

            “Peace is not a signature,” says a teacher from the lower bank. “Peace is knowing how your neighbour takes her tea.”

            Not everybody has come to the table. Some still watch from the bank, and nobody hurries them. **Every Saturday two spare cups are put out.**
            """,
            [],
            ["peace", "neighbours"],
            "A stone bridge over a mountain river at sunset. Two people on it hand over a beehive; a village on each bank, snowy peaks behind."
        ),
        ["hy"] = new(
            "Թեյ հին կամրջի վրա",
            "Երեսուն տարի քարե կամրջով ոչ ոք չէր անցնում։ Գարնանը մեղուները երկու հարևանի բերեցին կամուրջ, և հիմա ամեն շաբաթ օր երկու գյուղ այստեղ միասին թեյ է խմում։",
            """
            Երեսուն տարի հին քարե կամրջով ոչ ոք չէր անցնում։ Երեխաները հարևաններին ճանաչում էին միայն պատուհանների լույսերից։ Գյուղերի անունները չենք նշում. այդպես են խնդրել բնակիչները։

            ## Ամեն ինչ սկսվեց մեղուներից

            Ապրիլին մեղուների մի պարս վերին ափից անցավ գետը և նստեց ուրիշի խնձորենու վրա։ Խնձորենու տիրուհին չքշեց նրանց։ Նա դատարկ փեթակով դուրս եկավ կամուրջ ու սպասեց։ Մեկ ժամ անց մյուս ափից եկավ ծեր մեղվապահը։

            > Երեսուն տարի վախենում էի այս կամրջից, ասում է նա։ Իսկ ինձ ընդառաջ մի կին էր գալիս և բերում էր իմ մեղուներին։

            Նրանք խոսում էին երեք լեզվով և ձեռքերով։ Կինը տաք թեյ լցրեց, իսկ մեկ շաբաթ անց մեղվապահը մի բանկա մեղր բերեց։

            ## Շաբաթօրյա թեյ

            Հիմա շաբաթ օրերին կամրջի վրա երկու սեղան են դնում։ Ամեն մեկը բերում է այն, ինչ ինքն է աճեցրել։ Երեխաները թարգմանում են մեծերի համար։ Ամռանը բնակիչները միասին մաքրեցին աղբյուրը, որից ժամանակին երկու գյուղն էլ ջուր էր վերցնում։

            Բոլորը չէ, որ եկել են սեղանի մոտ։ Ոմանք դեռ ափից են նայում, և ոչ ոք նրանց չի շտապեցնում։ **Ամեն շաբաթ օր սեղանին երկու բաժակ ավել են դնում։**
            """,
            [],
            ["խաղաղություն", "հարևաններ"],
            "Քարե կամուրջ լեռնային գետի վրա մայրամուտին։ Կամրջի վրա երկու մարդ փեթակ են փոխանցում իրար, ափերին երկու գյուղ է, հեռվում՝ ձյունոտ լեռներ։"
        ),
        ["az"] = new(
            "Köhnə körpüdə çay",
            "Otuz il daş körpüdən heç kim keçmirdi. Yazda arılar iki qonşunu körpüdə görüşdürdü, indi isə hər şənbə iki kənd burada birlikdə çay içir.",
            """
            Otuz il köhnə daş körpüdən heç kim keçmirdi. Uşaqlar qonşularını yalnız pəncərələrdəki işıqlardan tanıyırdı. Kəndlərin adını çəkmirik: sakinlər özləri belə xahiş edib.

            ## Hər şey arılardan başladı

            Apreldə yuxarı sahildən bir arı beçəsi çayı keçib özgə alma ağacına qondu. Ağacın sahibi onu tüstü ilə qova bilərdi. Bunun əvəzinə boş pətəklə körpüyə çıxıb gözlədi. Bir saatdan sonra o biri tərəfdən qoca arıçı gəldi.

            > Otuz il bu körpüdən qorxmuşam, – deyir. – Qarşıma isə arılarımı gətirən bir qadın çıxdı.

            Üç dildə və əl hərəkətləri ilə danışdılar. Qadın ona termosdan çay süzdü, bir həftə sonra isə arıçı bir banka bal gətirdi.

            ## Şənbə çayı

            İndi şənbə günləri körpünün üstündə iki masa qurulur. Hər kəs öz yetişdirdiyini gətirir. Uşaqlar böyüklərə tərcümə edir. Yayda sakinlər vaxtilə hər iki kəndin su götürdüyü bulağı birlikdə təmizlədilər.

            Hamı süfrəyə gəlməyib. Bəziləri hələ də sahildən baxır və heç kim onları tələsdirmir. **Hər şənbə süfrəyə iki stəkan artıq qoyulur.**
            """,
            [
                "Otuz il bu körpüdən heç kim keçmirdi",
                "Uşaqlar qonşularını yalnız **pəncərələrdəki işıqlardan** tanıyırdı.",
                "Apreldə bir arı beçəsi çayı keçdi və özgə alma ağacına qondu.",
                "Ağacın sahibi onu qovmadı. Boş pətəklə körpüyə çıxdı və gözlədi.",
                "Qoca arıçı: “Otuz il bu körpüdən qorxmuşam. Qarşıma isə arılarımı gətirən bir qadın çıxdı”.",
                "İndi hər şənbə körpüdə **iki masa** qurulur. Hər kəs öz yetişdirdiyini gətirir.",
                "Hər şənbə süfrəyə iki stəkan artıq qoyulur. Kim istəsə, gəlsin.",
            ],
            ["sülh", "qonşular"],
            "Gün batarkən dağ çayının üstündə daş körpü. Körpüdə iki nəfər bir-birinə pətək ötürür, sahillərdə iki kənd, arxada qarlı zirvələr."
        ),
    };

    private sealed record StoryText(string Title, string Summary, string Body, string[] Slides, string[] Hashtags, string Alt)
    {
        public JsonObject ToJson() =>
            new()
            {
                ["title"] = Title,
                ["summary"] = Summary,
                ["body"] = Body,
                ["slides"] = new JsonArray([.. Slides.Select(slide => JsonValue.Create(slide))]),
                ["hashtags"] = new JsonArray([.. Hashtags.Select(tag => JsonValue.Create(tag))]),
            };
    }
}
