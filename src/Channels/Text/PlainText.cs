namespace Publisher.Channels.Text;

/// <summary>Text without any markup, as Odnoklassniki and most others take it: addresses in brackets, lists and tables line by line.</summary>
public static class PlainText
{
    public static string Render(MarkdownText text) => FlowWriter.Write(text).WithAddresses().Visible;
}
