using System.Data.Common;
using Microsoft.Extensions.Logging;
using Publisher.Channels;
using Publisher.Posts;
using Quartz;

namespace Publisher.Scheduler;

/// <summary>Quartz as the alarm clock: one one-shot trigger per post, group = channel. Lateness is judged by the post, so a late trigger just fires.</summary>
/// <remarks>
/// Quartz is told to ignore misfires: its other rules move a late trigger to the machine's own time, and where the service is given another
/// clock that lies more than a minute before it, the trigger is late again at once, for ever.
/// </remarks>
public sealed partial class PostClock(ISchedulerFactory schedulers, PostAlarms alarms, ILogger<PostClock> logger)
{
    /// <summary>Hangs the clock where posts arm their alarms.</summary>
    /// <param name="inTransaction">The trigger is written in the post's own transaction (PostgreSQL); else after its commit.</param>
    public async Task StartAsync(bool inTransaction, CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var job = JobBuilder.Create<PublishPostJob>().WithIdentity(PublishPostJob.Key).StoreDurably().RequestRecovery().Build();
        await scheduler.AddJob(job, AddJobOptions.Replacing, cancellationToken);
        if (inTransaction)
        {
            alarms.InTransaction = (due, transaction, token) => ArmInAsync(scheduler, due, transaction, token);
        }
        else
        {
            alarms.AfterCommit = due => _ = ArmSafelyAsync(scheduler, due);
            await RearmAsync(scheduler, cancellationToken);
        }
    }

    private async Task RearmAsync(IScheduler scheduler, CancellationToken cancellationToken)
    {
        await foreach (var alarm in alarms.WaitingAsync(cancellationToken))
        {
            await ArmAsync(scheduler, alarm, cancellationToken);
        }
    }

    private static async ValueTask ArmInAsync(
        IScheduler scheduler,
        IReadOnlyList<PostAlarm> due,
        DbTransaction transaction,
        CancellationToken cancellationToken
    )
    {
        using var enlisted = scheduler.EnlistTransaction(transaction);
        foreach (var alarm in due)
        {
            await ArmAsync(scheduler, alarm, cancellationToken);
        }
    }

    private async Task ArmSafelyAsync(IScheduler scheduler, IReadOnlyList<PostAlarm> due)
    {
        try
        {
            Checkpoint.Pass("trigger-before");
            foreach (var alarm in due)
            {
                await ArmAsync(scheduler, alarm, CancellationToken.None);
            }
        }
        catch (SchedulerException exception)
        {
            Log.NotArmed(logger, due.Count, FaultTrace.Of(exception)); // the sweeper finds them
        }
    }

    /// <summary>One trigger per post: arming again moves it.</summary>
    private static async Task ArmAsync(IScheduler scheduler, PostAlarm alarm, CancellationToken cancellationToken)
    {
        var trigger = TriggerBuilder
            .Create()
            .WithIdentity(new TriggerKey(alarm.PostId))
            .ForJob(PublishPostJob.Key)
            .UsingJobData(PublishPostJob.PostId, alarm.PostId)
            .WithExecutionGroup(alarm.ChannelId)
            .StartAt(alarm.At)
            .WithSimpleSchedule(schedule => schedule.WithMisfireInstruction(SimpleTriggerMisfireInstruction.IgnoreMisfires))
            .Build();
        await scheduler.ScheduleJob(trigger, ScheduleJobOptions.Replacing, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Count} alarms could not be armed; the sweeper sends these posts: {Fault}")]
        public static partial void NotArmed(ILogger logger, int count, string fault);
    }
}
