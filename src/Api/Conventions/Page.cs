using System.Buffers.Text;
using System.Text;

namespace Publisher.Api.Conventions;

/// <summary>Which part of a list is asked for: <c>?limit=</c> up to 200, 50 when left out, and <c>&amp;cursor=</c>.</summary>
/// <param name="After">What stood in the cursor; null at the beginning.</param>
internal sealed record Page(int Limit, IReadOnlyList<string>? After)
{
    private const int Most = 200;
    private const char Separator = '\n';

    public static Page Of(HttpRequest request, ProblemList problems, int keys = 1)
    {
        var limit = 50;
        if (request.Query["limit"] is [{ } text] && (!int.TryParse(text, out limit) || limit is < 1 or > Most))
        {
            problems.Add("limit", "out_of_range", $"limit must be a number from 1 to {Most}; it is “{ProblemList.Shown(text)}”.");
        }

        return new Page(limit, request.Query["cursor"] is [{ Length: > 0 } cursor] ? Read(cursor, keys, problems) : null);
    }

    /// <summary>The items, and a cursor when there are more. Ask the database for <see cref="Limit"/> + 1 rows.</summary>
    public PageView<TView> View<TRow, TView>(IReadOnlyList<TRow> rows, Func<TRow, TView> view, Func<TRow, string[]> keys) =>
        rows.Count > Limit
            ? new PageView<TView>([.. rows.Take(Limit).Select(view)], Write(keys(rows[Limit - 1])))
            : new PageView<TView>([.. rows.Select(view)], null);

    private static string Write(string[] keys) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Join(Separator, keys)));

    private static string[]? Read(string cursor, int keys, ProblemList problems)
    {
        if (
            cursor.Length < 400
            && Base64Url.IsValid(cursor)
            && Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Split(Separator) is { } read
            && read.Length == keys
        )
        {
            return read;
        }

        problems.Add("cursor", "invalid_cursor", "cursor must be a nextCursor that this list gave.");
        return null;
    }
}

/// <summary>A part of a list.</summary>
internal sealed record PageView<T>(IReadOnlyList<T> Items, string? NextCursor);
