namespace Publisher.Channels.Text;

/// <summary>Flows in a network's own markup.</summary>
internal static class FlowMarkup
{
    /// <summary>The flow as readers of this markup see it; measure and cut this one.</summary>
    public static TextFlow Shown(TextFlow flow, TextRules rules) =>
        rules is { Markup: Markup.Plain, LinksAllowed: true } ? flow.WithAddresses() : flow;

    public static string Render(TextFlow flow, Markup markup) =>
        markup switch
        {
            Markup.Plain => flow.Visible,
            Markup.TelegramHtml => TelegramHtml.Render(flow),
            _ => throw new ArgumentOutOfRangeException(nameof(markup), markup, "This markup is made of blocks, not of a flow."),
        };
}
