using Publisher.Crash;

namespace Publisher.Api.Hosting;

internal static partial class TrialClock
{
    static partial void Hasten(IServiceCollection services)
    {
        if (HastyTime.FromEnvironment() is { } time)
        {
            services.AddSingleton<TimeProvider>(time);
        }
    }
}
