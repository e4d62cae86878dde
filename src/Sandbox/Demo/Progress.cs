using System.Globalization;

namespace Publisher.Sandbox.Demo;

/// <summary>Says what happens, with the seconds since the start.</summary>
internal sealed class Progress(TextWriter output)
{
    private readonly long _started = TimeProvider.System.GetTimestamp();

    public TimeSpan Elapsed => TimeProvider.System.GetElapsedTime(_started);

    public void Say(string line) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Elapsed.TotalSeconds, 5:0.0} s  {line}"));
}
