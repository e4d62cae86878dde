using System.Globalization;

namespace Publisher.Crash;

/// <summary>Draws the pieces of one lane, each with a word of its own by which it is known again.</summary>
/// <param name="texts">Channels that take text alone.</param>
/// <param name="pictures">A channel that takes pictures only.</param>
/// <param name="photo">Id of the picture.</param>
internal sealed class Pieces(Random random, int lane, IReadOnlyList<Outlet> texts, Outlet pictures, string photo)
{
    /// <summary>The networks of all channels that take text.</summary>
    public IReadOnlyList<string> Networks { get; } = [.. texts.Select(outlet => outlet.Network)];

    /// <param name="plan">A piece that does not come to its place would be no trial of it.</param>
    public Piece Draw(int round, Plan plan)
    {
        var byNetwork = texts.GroupBy(outlet => outlet.Network).ToList();
        var chosen = byNetwork.Where(_ => random.Next(10) < 7).ToList();
        var hasPhoto = plan.Name is "file-half-written" || random.Next(8) == 0;
        var hasParts = plan.Name is "between-parts";
        var outlets = (chosen.Count > 0 && !hasParts ? chosen : byNetwork).Select(group =>
            group.ElementAt(hasParts ? group.Count() - 1 : random.Next(group.Count()))
        );
        return new Piece(
            string.Create(CultureInfo.InvariantCulture, $"k{lane}n{round}z"),
            round,
            random.Next(10) switch
            {
                _ when hasParts => 20,
                < 5 => 2,
                _ when hasPhoto => 4,
                < 9 => 9,
                _ => 75,
            },
            [.. outlets, .. hasPhoto && random.Next(3) == 0 ? [pictures] : Array.Empty<Outlet>()],
            random.Next(plan.Name is null ? 3 : 9) == 0 ? TimeSpan.FromSeconds(40 + random.Next(80)) : null,
            hasPhoto ? photo : null,
            TakesDown: plan.Name is "removed-not-stored" || random.Next(8) == 0
        )
        {
            IsOutFirst = plan.Name is "removed-not-stored",
        };
    }

    /// <summary>The word of the piece that a text belongs to; empty when it holds none.</summary>
    public static string TokenIn(string text)
    {
        var start = text.IndexOf('k', StringComparison.Ordinal);
        for (; start >= 0; start = text.IndexOf('k', start + 1))
        {
            var end = text.IndexOf('z', start);
            if (end > start && text[(start + 1)..end].All(character => char.IsAsciiDigit(character) || character == 'n'))
            {
                return text[start..(end + 1)];
            }
        }

        return "";
    }
}
