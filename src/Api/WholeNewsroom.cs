using Publisher.Api.Conventions;
using Publisher.Api.Keys;

namespace Publisher.Api;

/// <summary>For routes that reach beyond single channels: a webhook hears of everything, so a key limited to channels must not make or see one.</summary>
internal static class WholeNewsroom
{
    public static T ForWholeNewsroom<T>(this T route)
        where T : IEndpointConventionBuilder =>
        route.AddEndpointFilter(
            (context, next) =>
                Caller.Of(context.HttpContext).Channels is null
                    ? next(context)
                    : ValueTask.FromResult<object?>(
                        Problems.Forbidden("A key limited to channels cannot use webhooks, which hear of all channels.")
                    )
        );
}
