using Quartz;

namespace Publisher.Scheduler;

/// <summary>The alarm of one post. Carries its id and nothing else; the posts table is the truth.</summary>
internal sealed class PublishPostJob(Deliverer deliverer) : IJob
{
    public static readonly JobKey Key = new("publish-post");

    /// <summary>Name of the id in the trigger's data.</summary>
    public const string PostId = "post";

    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        deliverer.DeliverAsync(context.MergedJobDataMap.GetString(PostId)!, cancellationToken);
}
