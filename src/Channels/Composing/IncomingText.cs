using System.Text;
using Publisher.Channels.Text;
using Publisher.Channels.Typography;

namespace Publisher.Channels.Composing;

/// <summary>
/// Cleans the texts of one piece of what could trace whoever passed them on, or show readers other words than an approver read: invisible
/// characters, marks of direction, tracking parameters of links. What is taken out, and what only looks odd, becomes warnings.
/// </summary>
/// <param name="leavesLinksOut">The channel wants none: neither links nor addresses that its readers' apps would make links of.</param>
internal sealed class IncomingText(string language, bool leavesLinksOut = false)
{
    private readonly bool _isCyrillic = LanguageRules.For(language).Script == "Cyrl";
    private readonly Places _invisible = new();
    private readonly Places _turned = new();
    private readonly Places _turning = new();
    private readonly Places _mixed = new();
    private readonly Places _tracking = new();
    private readonly Places _shortened = new();
    private readonly Places _leftOut = new();

    /// <summary>A text without markup: its characters, and the addresses that stand in it.</summary>
    /// <param name="place">Where it stands in the request, such as <c>texts.ru.title</c>.</param>
    public string Plain(string text, string place) => Addresses(Characters(text, place), place);

    /// <summary>The characters of a text, before its markup is read.</summary>
    public string Characters(string text, string place)
    {
        var clean = Seen(text, place);
        foreach (var word in MixedScripts.Find(clean, _isCyrillic))
        {
            _mixed.Add(clean, word.Start, place, $"“{clean[word.Start..word.End]}”");
        }

        return clean;
    }

    /// <summary>The links of a text that was read, and the addresses in its letters.</summary>
    public MarkdownText Links(MarkdownText text, string place)
    {
        var paragraph = 0;
        return text.MapAddresses(address => Link(address, place), code => Addresses(code, place))
            .Map(runs =>
            {
                var here = $"{place}, paragraph {++paragraph}";
                return [.. runs.Select(run => Run(run, here)).Where(run => run.Text.Length > 0)];
            });
    }

    /// <summary>One address, cleaned; null when it is left out.</summary>
    public string? Link(string address, string place)
    {
        if (leavesLinksOut)
        {
            _leftOut.Add(place, "");
            return null;
        }

        var names = new List<string>();
        var clean = TrackingParameters.Strip(address, names);
        if (names.Count > 0)
        {
            _tracking.Add(place, string.Join(", ", names.Distinct()));
        }

        if (LinkShorteners.HostOf(clean) is { } host)
        {
            _shortened.Add(place, host);
        }

        return clean;
    }

    public IEnumerable<Warning> Warnings()
    {
        if (_invisible.Any)
        {
            yield return new Warning("invisible_characters", $"{Counted(_invisible, "invisible character")} taken out: {_invisible}.");
        }

        if (_turned.Any)
        {
            yield return new Warning("bidi_controls", $"{Counted(_turned, "mark")} of direction taken out: {_turned}.");
        }

        if (_turning.Any)
        {
            yield return new Warning(
                "bidi_controls",
                $"{Counted(_turning, "mark")} of direction left in text that runs from right to left: {_turning}."
            );
        }

        if (_mixed.Any)
        {
            yield return new Warning("mixed_scripts", $"Words that mix alphabets: {_mixed}. Type them anew if that is not meant.");
        }

        if (_tracking.Any)
        {
            yield return new Warning("tracking_parameters", $"Taken out of links: {_tracking}.");
        }

        if (_shortened.Any)
        {
            yield return new Warning(
                "link_shortener",
                $"Shortened links: {_shortened}. They hide where they lead and note who follows; give the address itself."
            );
        }

        if (_leftOut.Any)
        {
            yield return new Warning("links_left_out", $"{Counted(_leftOut, "link")} left out, as the channel wants none: {_leftOut}.");
        }
    }

    private string Seen(string text, string place)
    {
        StringBuilder? clean = null;
        var hasRightToLeft = BidiControls.HasRightToLeft(text);
        var index = 0;
        foreach (var character in text.EnumerateRunes())
        {
            if (IsTakenOut(text, index, character, hasRightToLeft, place))
            {
                clean ??= new StringBuilder(text.Length).Append(text, 0, index);
            }
            else
            {
                clean?.Append(text, index, character.Utf16SequenceLength);
            }

            index += character.Utf16SequenceLength;
        }

        return clean?.ToString() ?? text;
    }

    private bool IsTakenOut(string text, int index, Rune character, bool hasRightToLeft, string place)
    {
        if (BidiControls.IsOne(character.Value))
        {
            var stays = BidiControls.MayStay(character.Value, hasRightToLeft);
            Note(stays ? _turning : _turned, text, index, character, place);
            return !stays;
        }

        if (!InvisibleCharacters.IsAt(text, index, character))
        {
            return false;
        }

        Note(_invisible, text, index, character, place);
        return true;
    }

    private static void Note(Places places, string text, int index, Rune character, string place) =>
        places.Add(text, index, place, places.IsTold ? CharacterNames.Of(character) : "");

    private TextRun Run(TextRun run, string place)
    {
        var isItsAddress = run.Link == run.Text;
        var link = run.Link is { } address ? Link(address, place) : null;
        return run with { Link = link, Text = isItsAddress ? link ?? "" : Addresses(run.Text, place) };
    }

    private string Addresses(string text, string place)
    {
        var spans = AddressSpans.Find(text);
        if (spans.Count == 0)
        {
            return text;
        }

        var (clean, from) = (new StringBuilder(text.Length), 0);
        foreach (var span in spans)
        {
            clean.Append(text, from, span.Start - from).Append(Link(text[span.Start..span.End], place));
            from = span.End;
        }

        return clean.Append(text, from, text.Length - from).ToString();
    }

    private static string Counted(Places places, string what) => $"{places.Count} {what}{(places.Count == 1 ? "" : "s")}";
}
