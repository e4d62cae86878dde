using System.Security.Cryptography;

namespace Publisher.Sandbox.TikTok;

/// <summary>Takes posts and works on them in the background: 200 ms after the init their files are pulled, and soon after that they are out.</summary>
internal sealed class TikTokPosts(Ledger ledger, Pictures pictures, Puller puller, TimeProvider time, CancellationToken stopping)
{
    private const int PictureBytes = 20 * 1024 * 1024;

    // Real time even under a fake clock: TikTok works while its caller waits.
    private static readonly TimeSpan BeforePulling = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan BeforePublishing = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, TikTokPost> _posts = [];
    private long _lastId = 7_500_000_000_000_000_000;

    public TikTokPost? Find(string? publishId)
    {
        lock (_gate)
        {
            return publishId is null ? null : _posts.GetValueOrDefault(publishId);
        }
    }

    /// <summary>The public posts of an account, newest first.</summary>
    public IReadOnlyList<TikTokPost> PublicOf(string account)
    {
        lock (_gate)
        {
            return
            [
                .. _posts
                    .Values.Where(post => post.Account == account && post.IsPublic && post.PublicId is not null)
                    .OrderByDescending(post => post.PublicId),
            ];
        }
    }

    public TikTokPost Take(TikTokPost draft)
    {
        var kind = draft.IsDirect ? "p_pub_url" : "p_inbox_url";
        var post = draft with
        {
            PublishId = $"{kind}~v2.{RandomNumberGenerator.GetInt32(int.MaxValue)}{RandomNumberGenerator.GetInt32(int.MaxValue)}",
        };
        Keep(post);
        _ = WorkAsync(post);
        return post;
    }

    /// <summary>Best effort: what is out already stays out.</summary>
    public bool Cancel(TikTokPost post)
    {
        lock (_gate)
        {
            if (_posts[post.PublishId].Status != "PROCESSING_DOWNLOAD")
            {
                return false;
            }

            _posts[post.PublishId] = post with { Status = "FAILED", FailReason = "publish_cancelled" };
            ledger.Add("tiktok", NetworkAction.Delete, post.PublishId, post.Account, post.Text);
            return true;
        }
    }

    /// <summary>What the person in the app does with what lies in the inbox.</summary>
    public bool FinishFromInbox(string publishId)
    {
        lock (_gate)
        {
            if (!_posts.TryGetValue(publishId, out var post) || post.Status != "SEND_TO_USER_INBOX")
            {
                return false;
            }

            Publish(post with { IsPublic = true });
            return true;
        }
    }

    private async Task WorkAsync(TikTokPost post)
    {
        try
        {
            await Task.Delay(BeforePulling, TimeProvider.System, stopping);
            var media = new List<LedgerMedium>();
            foreach (var address in post.Addresses)
            {
                if (await puller.PullAsync(address, stopping) is not { } bytes)
                {
                    Fail(post, post.IsFilm ? "video_pull_failed" : "photo_pull_failed");
                    return;
                }

                post = post with { DownloadedBytes = post.DownloadedBytes + bytes.Length };
                media.Add(pictures.Keep(bytes));
                if ((post.IsFilm ? ProblemOfFilm(media[^1]) : ProblemOf(media[^1], bytes.Length)) is { } problem)
                {
                    Fail(post, problem);
                    return;
                }
            }

            await Task.Delay(BeforePublishing, TimeProvider.System, stopping);
            Finish(post with { Media = media });
        }
        catch (OperationCanceledException)
        {
            // The sandbox ends; nobody will ask any more.
        }
    }

    private static string? ProblemOfFilm(LedgerMedium medium) => medium.MediaType == "video/mp4" ? null : "file_format_check_failed";

    private static string? ProblemOf(LedgerMedium medium, int bytes) =>
        medium.MediaType is not ("image/jpeg" or "image/webp") || bytes > PictureBytes ? "file_format_check_failed"
        : medium is { Width: <= 1080, Height: <= 1920 } or { Width: <= 1920, Height: <= 1080 } ? null
        : "picture_size_check_failed";

    private void Finish(TikTokPost post)
    {
        lock (_gate)
        {
            if (_posts[post.PublishId].FailReason is not null)
            {
                return; // cancelled meanwhile
            }

            if (post.IsDirect)
            {
                Publish(post);
                return;
            }

            // As a draft elsewhere: nobody sees it until a person posts it.
            _posts[post.PublishId] = post with
            {
                Status = "SEND_TO_USER_INBOX",
            };
            ledger.Add("tiktok", NetworkAction.Media, post.PublishId, post.Account, post.Text, post.Media, part: 1);
        }
    }

    private void Publish(TikTokPost post)
    {
        _posts[post.PublishId] = post with { Status = "PUBLISH_COMPLETE", PublicId = ++_lastId };
        ledger.Add("tiktok", NetworkAction.Publish, post.PublishId, post.Account, post.Text, post.Media, part: 1);
    }

    private void Fail(TikTokPost post, string reason)
    {
        lock (_gate)
        {
            if (_posts[post.PublishId].FailReason is null)
            {
                _posts[post.PublishId] = post with { Status = "FAILED", FailReason = reason };
            }
        }
    }

    private void Keep(TikTokPost post)
    {
        lock (_gate)
        {
            _posts[post.PublishId] = post with { CreatedAt = time.GetUtcNow() };
        }
    }
}
