using Publisher.Crash;
using Publisher.Posts.Storage;

namespace Publisher.Api.Hosting;

internal static partial class TrialClock
{
    static partial void Hasten(IServiceCollection services)
    {
        if (HastyTime.FromEnvironment() is { } time)
        {
            services.AddSingleton<TimeProvider>(time);

            // The database's clock runs as the machine's does, and only those two are to agree.
            services.AddSingleton(provider => ActivatorUtilities.CreateInstance<NodeClock>(provider, TimeProvider.System));
        }
    }
}
