using Microsoft.EntityFrameworkCore;

namespace Publisher.Posts;

/// <summary>A post with what its verbs need: every attempt and every visible part, in order.</summary>
internal static class PostHistory
{
    public static IQueryable<Post> WithHistory(this IQueryable<Post> posts) =>
        posts
            .Include(post => post.Attempts.OrderBy(attempt => attempt.Number))
            .Include(post => post.Parts.OrderBy(part => part.Number))
            .AsSplitQuery();
}
