namespace Publisher.Posts.Safety;

/// <summary>The sounds of a script's letters, found by the longest spelling that begins at a place.</summary>
internal sealed class SoundTable
{
    private readonly Dictionary<char, Sound[]> _byFirst;

    /// <param name="lines">Words such as <c>sh=S,sh</c>: a spelling and its sounds, the usual one first; a later line replaces an earlier one.</param>
    public SoundTable(string lines)
    {
        var sounds = new Dictionary<string, Sound>(StringComparer.Ordinal);
        foreach (var word in lines.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = word.IndexOf('=', StringComparison.Ordinal);
            var spelling = word[..equals];
            sounds[spelling] = new Sound(spelling, word[(equals + 1)..].Split(','));
        }

        _byFirst = sounds
            .Values.GroupBy(sound => sound.Spelling[0])
            .ToDictionary(group => group.Key, group => group.OrderByDescending(sound => sound.Spelling.Length).ToArray());
    }

    /// <summary>The longest spelling that <paramref name="rest"/> begins with, or null.</summary>
    public Sound? At(ReadOnlySpan<char> rest)
    {
        if (_byFirst.TryGetValue(rest[0], out var sounds))
        {
            foreach (var sound in sounds)
            {
                if (rest.StartsWith(sound.Spelling, StringComparison.Ordinal))
                {
                    return sound;
                }
            }
        }

        return null;
    }
}

internal sealed record Sound(string Spelling, string[] Values);
