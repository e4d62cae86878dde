using System.Net;
using System.Runtime.ExceptionServices;
using Refit;

namespace Publisher.Channels.Http;

/// <summary>
/// The one place where an HTTP answer, or the lack of one, becomes a meaning. The rule: only what cannot have happened is
/// <see cref="Outcome.NotSent"/>, only a documented no is <see cref="Outcome.Refused"/>, everything else is <see cref="Outcome.Uncertain"/>.
/// </summary>
public static class Answers
{
    /// <summary>Judges the answer to a publishing call.</summary>
    /// <param name="understood">Reads a success; null when it lacks what a success must hold, which leaves the call uncertain.</param>
    /// <param name="refused">The network's own reader of error bodies; null leaves the judgement to the status.</param>
    public static Outcome ToOutcome<T>(
        this IApiResponse<T> response,
        SentMark sent,
        Func<T, Outcome?> understood,
        Func<Refusal, Outcome?>? refused = null
    )
    {
        if (response.IsSuccessfulWithContent)
        {
            return understood(response.Content!) ?? new Outcome.Uncertain("The network's answer lacks the id of what it made.");
        }

        return response.ToFailure(sent, refused);
    }

    /// <summary>Judges a call that was no success, whatever its content.</summary>
    /// <exception cref="Exception">The call failed by a bug of ours.</exception>
    public static Outcome ToFailure(this IApiResponse response, SentMark sent, Func<Refusal, Outcome?>? refused = null)
    {
        ThrowIfBug(response.Error);
        if (!response.IsReceived)
        {
            return WithoutAnswer(response.Error, sent);
        }

        var refusal = Refusal.Of(response);
        var judged = refused?.Invoke(refusal);
        return refusal.Status switch
        {
            (int)HttpStatusCode.TooManyRequests => judged as Outcome.NotSent ?? RateLimited(refusal, sent),
            _ when judged is not null => judged,
            < 300 => new Outcome.Uncertain("The network's answer could not be read."),
            408 or >= 500 => new Outcome.Uncertain($"The network answered {refusal.Status}."),
            < 400 => new Outcome.Refused(
                $"http_{refusal.Status}",
                $"The network answered {refusal.Status}, a redirect: check the base address."
            ),
            _ => new Outcome.Refused($"http_{refusal.Status}", $"The network answered {refusal.Status}."),
        };
    }

    /// <summary>The same judgement for a preparing call: as it may be repeated, what is uncertain counts as not sent.</summary>
    public static Prepared.Failed ToPreparedFailure(this IApiResponse response, SentMark sent, Func<Refusal, Outcome?>? refused = null)
    {
        var failure = response.ToFailure(sent, refused);
        return new Prepared.Failed(failure is Outcome.Uncertain(var reason) ? new Outcome.NotSent(reason) : failure);
    }

    /// <summary>For a question of the Reconciler that got no usable answer.</summary>
    public static Found.Unknown ToUnknown(this IApiResponse response, SentMark sent, Func<Refusal, Outcome?>? refused = null) =>
        response.ToFailure(sent, refused) switch
        {
            Outcome.NotSent(var reason, var after, _) => new Found.Unknown(reason, after),
            Outcome.Refused(_, var reason) => new Found.Unknown(reason),
            Outcome.Uncertain(var reason) => new Found.Unknown(reason),
            _ => new Found.Unknown("The network's answer could not be read."),
        };

    /// <summary>For a removal that did not come off, or could not be verified.</summary>
    public static Removal.Again ToAgain(this IApiResponse response, SentMark sent, Func<Refusal, Outcome?>? refused = null)
    {
        var unknown = response.ToUnknown(sent, refused);
        return new Removal.Again(unknown.Reason, unknown.After);
    }

    /// <summary>For a channel check that failed; token trouble points at the credentials.</summary>
    public static CheckResult ToBroken(this IApiResponse response, SentMark sent, Func<Refusal, Outcome?>? refused = null) =>
        CheckResult.Broken(
            response.ToFailure(sent, refused) switch
            {
                Outcome.Refused { IsTokenTrouble: true } refusal => new Problem(refusal.Code, "credentials", refusal.Reason),
                Outcome.Refused refusal => new Problem(refusal.Code, "settings", refusal.Reason),
                Outcome.NotSent { RateLimited: true } limited => new Problem("rate_limited", null, limited.Reason),
                Outcome.NotSent(var reason, _, _) => new Problem("unreachable", "settings", reason),
                Outcome.Uncertain(var reason) => new Problem("unreachable", null, reason),
                _ => new Problem("unreadable", null, "The network's answer could not be read."),
            }
        );

    /// <summary>A type that the JSON context does not know, a request without a body: ours to mend, not the network's doing.</summary>
    private static void ThrowIfBug(Exception? error)
    {
        if (error?.InnerException is NotSupportedException or InvalidOperationException)
        {
            ExceptionDispatchInfo.Throw(error.InnerException);
        }
    }

    private static Outcome WithoutAnswer(Exception? error, SentMark sent)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            if (cause is EgressRefusedException refused)
            {
                return new Outcome.Refused(EgressGuard.RefusedCode, refused.Message);
            }
        }

        return sent switch
        {
            { WasWhole: true } => new Outcome.Uncertain(
                "All of it was sent; then the connection broke, or the time ran out, before an answer came."
            ),
            { WasAsked: true } => new Outcome.Uncertain("The connection broke, or the time ran out, while it was being sent."),
            _ => new Outcome.NotSent("The network could not be reached."),
        };
    }

    private static Outcome.NotSent RateLimited(Refusal refusal, SentMark sent) =>
        new(
            "The network asks us to slow down.",
            refusal.Headers is null ? null : RequestedWait.In(refusal.Headers, sent.Time),
            RateLimited: true
        );
}
