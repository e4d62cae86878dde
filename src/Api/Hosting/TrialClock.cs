using System.Diagnostics;

namespace Publisher.Api.Hosting;

/// <summary>In the build for crash trials the clock may run faster, so that leases, deadlines and waits take seconds. No other build has one.</summary>
internal static partial class TrialClock
{
    [Conditional("CHECKPOINTS")]
    public static void Use(IServiceCollection services) => Hasten(services);

    static partial void Hasten(IServiceCollection services);
}
