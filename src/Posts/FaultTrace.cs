using System.Text;

namespace Publisher.Posts;

/// <summary>What a log may hold of an exception: types and stack. Its message can repeat a body, a name or an address.</summary>
public static class FaultTrace
{
    /// <summary>The exception and what lies within it, the outermost first.</summary>
    public static string Of(Exception exception)
    {
        var trace = new StringBuilder();
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            trace.AppendLine(cause.GetType().FullName).AppendLine(cause.StackTrace);
        }

        return trace.ToString().TrimEnd();
    }
}
