namespace Publisher.Tests.Channels.Text;

/// <summary>Invented pieces that hold every construct.</summary>
internal static class MarkdownSamples
{
    public const string Russian = """
        # Мост, который чинили вдвоём

        Жители двух посёлков **встретились** впервые за *30 лет* и решили: [мост](https://most.example/plan?a=1&b=2) будут чинить вместе.

        - Камни привезли с *обоих* берегов
        - Доски распилил столяр
          1. сосна
          2. дуб

        > Мы не просим любить соседей, мы просим не бояться.

        | Что | Сколько |
        |-----|---------|
        | камни | 40 |
        | доски | 12 |

        ![Мост на закате](https://most.example/a.jpg)

        ---

        ```
        if (a < b) { }
        ```

        Так было. <b>Это не разметка</b> & не сущность.
        """;

    public const string Armenian =
        "## Կամուրջը\n\nԵրկու գյուղի բնակիչները **հանդիպեցին**։ Ինչո՞ւ հիմա։\n\n1. Քար\n2. Փայտ\n\nԳրե՛ք՝ https://kamurj.example։";

    public const string Azerbaijani = "İki kəndin sakinləri *görüşdü*. “Qonşudan qorxmayın”, – dedilər.\n\n* daş\n* taxta";

    public const string Georgian = "ორი სოფლის მცხოვრებლები **შეხვდნენ**.\n\n> „ნუ გეშინიათ“, – თქვა მან.";

    public const string English =
        "Two villages ~~argued~~ mend `one` bridge.\n\nRead [more](javascript:alert(1)) or [write](mailto:a@b.example).";
}
