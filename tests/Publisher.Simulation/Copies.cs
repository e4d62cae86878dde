using System.Reflection;
using System.Runtime.CompilerServices;
using Publisher.Posts;

namespace Publisher.Simulation;

/// <summary>Rows as a database keeps them: a copy to work on, and only the changed columns written back.</summary>
internal static class Copies
{
    private static readonly FieldInfo[] Columns =
    [
        .. typeof(Post).GetFields(BindingFlags.Instance | BindingFlags.NonPublic).Where(field => !field.IsInitOnly),
    ];

    public static Post Copy(Post post)
    {
        var copy = (Post)Clone(post);
        AttemptsOf(copy) = [.. post.Attempts.Select(attempt => (PostAttempt)Clone(attempt))];
        PartsOf(copy) = [.. post.Parts.Select(part => (PostPart)Clone(part))];
        return copy;
    }

    public static Channel Copy(Channel channel) => (Channel)Clone(channel);

    /// <summary>What is stored after a writer that read <paramref name="original"/> wrote <paramref name="mine"/> over <paramref name="current"/>.</summary>
    public static Post Merge(Post original, Post mine, Post current)
    {
        var merged = Copy(current);
        foreach (var column in Columns)
        {
            var value = column.GetValue(mine);
            if (!Equals(value, column.GetValue(original)))
            {
                column.SetValue(merged, value);
            }
        }

        if (mine.Attempts.Count > 0 && !ReferenceEquals(mine, original))
        {
            AttemptsOf(merged) = [.. (mine.Attempts.Count >= current.Attempts.Count ? mine : current).Attempts];
            PartsOf(merged) = [.. (mine.Parts.Count >= current.Parts.Count ? mine : current).Parts];
        }

        return merged;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "MemberwiseClone")]
    private static extern object Clone(object row);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_attempts")]
    private static extern ref List<PostAttempt> AttemptsOf(Post post);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_parts")]
    private static extern ref List<PostPart> PartsOf(Post post);
}
