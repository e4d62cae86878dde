namespace Publisher.Sandbox;

/// <summary>A text that tells a reader nothing: an ellipsis before it is written, a dash after it was blanked.</summary>
internal static class Silence
{
    private static readonly char[] Signs = [' ', '\n', '.', '…', '-', '–', '—', '·', '\u00a0'];

    public static bool Is(string text) => text.Trim(Signs).Length == 0;
}
