namespace Publisher.Posts.Safety;

/// <summary>Puts the words of names together: all of them, in any order, with at most four others between; those of a phrase side by side.</summary>
internal static class NameAssembly
{
    private const int OthersBetween = 4;

    /// <summary>Later matches of one name than this are not held against each other: it keeps a text of nothing but names linear.</summary>
    private const int MostRemembered = 24;

    public static IEnumerable<(string EntryId, GuardRule Rule, Stretch Place)> Assemble(
        EntryIndex index,
        List<WordMatch> matches,
        CancellationToken cancellationToken
    )
    {
        foreach (var group in matches.GroupBy(match => match.Name))
        {
            var name = index.Names[group.Key];
            var recent = new List<WordMatch>();
            foreach (var match in group.OrderBy(match => match.Place.From).ThenBy(match => match.Rule))
            {
                cancellationToken.ThrowIfCancellationRequested();
                recent.RemoveAll(earlier => match.First - earlier.Last > name.Words.Length + OthersBetween - 1);
                if (Completed(name, match, recent) is { } found)
                {
                    yield return (name.EntryId, found.Rule, found.Place);
                }

                recent.Add(match);
                if (recent.Count > MostRemembered)
                {
                    recent.RemoveAt(0);
                }
            }
        }
    }

    private static (GuardRule Rule, Stretch Place)? Completed(ProtectedName name, WordMatch match, List<WordMatch> recent)
    {
        var chosen = new WordMatch?[name.Words.Length];
        chosen[match.Word] = match;
        var (from, to, rule, isNear) = (match.Place.From, match.Place.To, match.Rule, match.IsNear);
        for (var word = 0; word < name.Words.Length; word++)
        {
            if (word == match.Word)
            {
                continue;
            }

            if (Best(name, match, word, recent, isNear) is not { } other)
            {
                return null;
            }

            isNear |= other.IsNear;
            rule = other.Rule > rule ? other.Rule : rule;
            (from, to) = (Math.Min(from, other.Place.From), Math.Max(to, other.Place.To));
        }

        return (rule, new Stretch(from, to));
    }

    /// <summary>The plainest earlier match. Only the last word of a name is declined, but for languages that decline each.</summary>
    private static WordMatch? Best(ProtectedName name, WordMatch match, int word, List<WordMatch> recent, bool isNear)
    {
        WordMatch? best = null;
        foreach (var earlier in recent)
        {
            var fits =
                earlier.Word == word
                && earlier.Place.To <= match.Place.From
                && (earlier.IsBare || name.IsPhrase)
                && !(isNear && earlier.IsNear)
                && (!name.IsPhrase || match.First - earlier.First == match.Word - word);
            if (fits && (best is null || earlier.Rule <= best.Value.Rule))
            {
                best = earlier;
            }
        }

        return best;
    }
}
