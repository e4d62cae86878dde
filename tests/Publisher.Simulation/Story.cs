using System.Runtime.CompilerServices;

namespace Publisher.Simulation;

/// <summary>What happened, line by line; written only when somebody will read it, so that the other seeds cost nothing.</summary>
internal sealed class Story(Clock clock, bool isWritten)
{
    private readonly List<string> _lines = [];

    public bool IsWritten => isWritten;
    public IReadOnlyList<string> Lines => _lines;

    public void Tell([InterpolatedStringHandlerArgument("")] ref Line line)
    {
        if (isWritten)
        {
            _lines.Add(
                string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{clock.Real.TotalSeconds, 10:0.000} s  {line.Text}")
            );
        }
    }

    [InterpolatedStringHandler]
    public readonly ref struct Line
    {
        private readonly System.Text.StringBuilder? _text;

        public Line(int literal, int formatted, Story story, out bool isWritten)
        {
            isWritten = story.IsWritten;
            _text = isWritten ? new System.Text.StringBuilder(literal + formatted * 8) : null;
        }

        public string Text => _text?.ToString() ?? "";

        public void AppendLiteral(string text) => _text!.Append(text);

        public void AppendFormatted<T>(T value) => _text!.Append(value);
    }
}
