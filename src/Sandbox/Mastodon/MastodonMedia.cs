using System.Text.Json.Nodes;

namespace Publisher.Sandbox.Mastodon;

/// <summary>Uploads: 200 when done at once, 202 and then 206 while they are worked on.</summary>
internal sealed class MastodonMedia(Ledger ledger, Pictures pictures, MastodonStatuses statuses)
{
    private static readonly TimeSpan Processing = TimeSpan.FromMilliseconds(300);

    public async Task UploadAsync(HttpContext context, string account, Call call)
    {
        var description = call.Text("description") ?? "";
        var file = call.Files.GetValueOrDefault("file");
        if (MastodonRules.ProblemOf(file, description) is { } problem)
        {
            await context.AnswerErrorAsync(422, problem);
            return;
        }

        var medium = pictures.Keep(file!.Bytes, description.Length == 0 ? null : description);
        var isSlow = medium.Width is null || context.Request.SandboxBearer()!.Contains("slowmedia", StringComparison.Ordinal);
        MastodonAttachment attachment;
        lock (statuses.Gate)
        {
            attachment = new MastodonAttachment(statuses.NextId(), account, medium, description, isSlow ? Later() : 0);
            statuses.Keep(attachment);
            ledger.Add("mastodon", NetworkAction.Media, attachment.Id, account, "", [medium]);
        }

        await context.AnswerAsync(isSlow ? 202 : 200, attachment.View(context.Instance()));
    }

    public Task ShowAsync(HttpContext context, string account, Call call)
    {
        lock (statuses.Gate)
        {
            return statuses.FindAttachment(context.IdInPath(), account) is { } attachment
                ? context.AnswerAsync(attachment.IsReady ? 200 : 206, attachment.View(context.Instance()))
                : context.AnswerErrorAsync(404, "Record not found");
        }
    }

    public Task DescribeAsync(HttpContext context, string account, Call call)
    {
        lock (statuses.Gate)
        {
            if (statuses.FindAttachment(context.IdInPath(), account) is not { } attachment)
            {
                return context.AnswerErrorAsync(404, "Record not found");
            }

            var description = call.Text("description") ?? attachment.Description;
            attachment = attachment with { Description = description, Medium = attachment.Medium with { Alt = description } };
            statuses.Keep(attachment);
            return context.AnswerAsync(attachment.View(context.Instance()));
        }
    }

    /// <summary>Real time even under a fake clock: nobody would move the clock on for it.</summary>
    private static long Later() =>
        TimeProvider.System.GetTimestamp() + (long)(Processing.TotalSeconds * TimeProvider.System.TimestampFrequency);
}

internal static class MastodonAnswers
{
    public static string Instance(this HttpContext context) => $"{context.Request.Scheme}://{context.Request.Host}/mastodon";

    public static string IdInPath(this HttpContext context) => (string)context.Request.RouteValues["id"]!;

    public static Task AnswerErrorAsync(this HttpContext context, int status, string error) =>
        context.AnswerAsync(status, new JsonObject { ["error"] = error });
}
