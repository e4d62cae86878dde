using Publisher.Api.Conventions;
using Publisher.Channels;

namespace Publisher.Api;

/// <param name="Boxes">In fractions of width and height, as a content's <c>covers</c>.</param>
/// <param name="Final">The uncovered picture is destroyed; left out: yes.</param>
internal sealed record CoverBody(IReadOnlyList<BoxBody?>? Boxes, bool? Final)
{
    private const int MostBoxes = 100;

    public IReadOnlyList<CoverBox> ToBoxes(ProblemList problems)
    {
        if (Boxes is not { Count: > 0 } boxes)
        {
            problems.Add("boxes", "required", "boxes is missing: name at least one, in fractions of the picture's width and height.");
            return [];
        }

        if (boxes.Count > MostBoxes)
        {
            problems.Add("boxes", "too_many", $"boxes has {boxes.Count} items; the limit is {MostBoxes}.");
            return [];
        }

        return [.. boxes.Select((box, i) => ToBox($"boxes[{i}]", box ?? new(null, null, null, null), problems))];
    }

    private static CoverBox ToBox(string field, BoxBody box, ProblemList problems) =>
        new(
            Share($"{field}.x", box.X, mayBeZero: true, problems),
            Share($"{field}.y", box.Y, mayBeZero: true, problems),
            Share($"{field}.w", box.W, mayBeZero: false, problems),
            Share($"{field}.h", box.H, mayBeZero: false, problems)
        );

    private static double Share(string field, double? value, bool mayBeZero, ProblemList problems)
    {
        if (value is null)
        {
            problems.Add(field, "required", $"{field} is missing.");
        }
        else if (!(value is >= 0 and <= 1) || (value is 0 && !mayBeZero))
        {
            var range = mayBeZero ? "from 0 to 1" : "above 0, at most 1";
            problems.Add(
                field,
                "out_of_range",
                FormattableString.Invariant($"{field} is a fraction of the picture, {range}; it is {value}.")
            );
        }

        return value ?? 0;
    }
}
