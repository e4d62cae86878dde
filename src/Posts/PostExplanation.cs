using System.Globalization;

namespace Publisher.Posts;

/// <summary>Why a post does not go out, or not on: in words for an editor, with what happens next and what they can do.</summary>
/// <param name="Cause">A code, or a reason as it came.</param>
public sealed record PostExplanation(string? Cause, string? Text)
{
    /// <summary>Cause of a post that a pause holds.</summary>
    public const string Paused = "paused";

    private const string Look =
        "Nothing more is done by itself: look into the channel, and say whether it is out. What is not out can be sent again when a second person agrees.";

    /// <summary>Both are null for a post that is on its way or at its end.</summary>
    /// <param name="channel">The post's; null when it was deleted.</param>
    /// <param name="pauses">Those in force.</param>
    public static PostExplanation Of(Post post, Channel? channel, IReadOnlyList<Pause> pauses)
    {
        if (post.State is not PostState.Scheduled)
        {
            return new(post.Cause, TextOf(post));
        }

        return channel is { State: not "ok" } ? new($"channel_{channel.State}", Held(post, channel))
            : pauses.FirstOrDefault(pause => pause.Covers(post.ChannelId)) is { } pause ? new(Paused, Held(post, pause))
            : new(post.Cause, TextOf(post));
    }

    /// <summary>To the minute, in UTC.</summary>
    public static string Moment(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string Held(Post post, Channel channel) =>
        channel.Enabled
            ? "The network no longer accepts the channel's credentials, so everything that waits on this channel is held. "
                + $"Give the channel new ones: then the post goes out by itself. {Limit(post)}"
            : "The channel is switched off, so everything that waits on it is held. "
                + $"Switch the channel on: then the post goes out by itself. {Limit(post)}";

    private static string Held(Post post, Pause pause) =>
        (
            pause.Scope is PauseScope.All
                ? $"Everything is paused since {Moment(pause.At)}: “{pause.Reason}”. When two people end the pause, "
                : $"This channel is paused since {Moment(pause.At)}: “{pause.Reason}”. When the pause is ended, "
        ) + $"what is overdue goes out by itself, in its order and one by one. {Limit(post)}";

    private static string? TextOf(Post post) =>
        post.State switch
        {
            PostState.Scheduled when post is { Cause: { } reason, NextTryAt: { } next } =>
                $"{reason} The next try is at {Moment(next)}; nobody has to do anything. {Limit(post)}",
            PostState.Scheduled when post.Jitter > TimeSpan.Zero =>
                $"It begins at {Moment(post.StartsAt)}: the channel draws a little time at random, so that the hours tell nothing of habits.",
            PostState.Blocked when post.Cause is Settlement.Rendering =>
                "Something that it shows was changed and is being rendered. If the result is what was approved, the post goes on by itself; "
                    + $"if not, the piece must be approved again. {Limit(post)}",
            PostState.Blocked when post.Cause is Safety.LeakChecks.Cause =>
                "What would go out shows a protected name. Change the text, or have two people let it pass; then the post goes on by itself. "
                    + Limit(post),
            PostState.Blocked when post.Cause is Settlement.TimeVoided =>
                "Approvals hold for times here, and nobody else has agreed to this one. "
                    + $"Have the piece approved again: then the post goes out at its time. {Limit(post)}",
            PostState.Blocked => "What would go out is not what was approved, or the approval was withdrawn. "
                + $"Have the piece approved again: then the post goes out by itself. {Limit(post)}",
            PostState.Missed =>
                $"It could not begin before {Moment(post.MissedAt)}, so it was not sent. Give it a new time, and it goes out then.",
            PostState.Uncertain =>
                $"{post.Cause} The network is asked before anything is sent again. Please do not post it by hand meanwhile.",
            PostState.HandedOver =>
                "It waits in the network's app for a person to finish it there. If it stays unseen, say here what became of it.",
            PostState.Refused => $"{Reason(post.Cause)} It is not sent again by itself: mend what is named, and retry the post.",
            PostState.NeedsAttention => Attention(post),
            PostState.Manual => $"{post.Cause ?? "The network has no call for it: a person must delete it in the app."} {SayGone}",
            PostState.Requested or PostState.Blanked when post.Cause is not null => $"{post.Cause} {SayGone}",
            _ => null,
        };

    private const string SayGone = "Once it is gone, resolve the post with landed: false and retry: false.";

    private static string Attention(Post post) =>
        (post.Cause ?? "").Split(':')[0] switch
        {
            _ when post.RemovingSince is not null =>
                $"It could not be removed within 24 hours: a person must delete it in the network's app. {post.Cause}".TrimEnd()
                    + $" {SayGone}",
            Post.MissedInPart => $"A part of it is out, and the rest could not be sent before {Moment(post.MissedAt)}. "
                + "Take it down, leave it as it is, or have the rest sent, which a second person must agree to.",
            Post.ChangedInPart =>
                "A part of it is out with the text as it was, and the text was changed since: the rest is not sent. Take it down, or leave it as it is.",
            Post.CannotBePrepared => $"The uploads or drafts that it needs failed several times; nothing is out. {Reason(post.Cause)} "
                + "Check the channel, then have it sent again, which a second person must agree to, or give it up.",
            Post.StillProcessing => $"The network has worked on it for 24 hours and gives no result. {Look}",
            Post.CannotBeFoundOut => $"For 24 hours the network did not say whether it is out. {Look}",
            _ => $"{post.Cause} {Look}".TrimStart(),
        };

    private static string Limit(Post post) => $"What has not begun by {Moment(post.MissedAt)} is missed and needs a new time.";

    /// <summary>A cause without the code before it.</summary>
    private static string? Reason(string? cause) =>
        cause?.IndexOf(": ", StringComparison.Ordinal) is { } end and > 0
        && cause[..end].All(letter => letter is '_' || char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter))
            ? cause[(end + 2)..]
            : cause;
}
