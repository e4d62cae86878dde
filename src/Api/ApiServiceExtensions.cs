using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Publisher.Api.Conventions;
using Publisher.Api.Hosting;
using Publisher.Api.Keys;
using Publisher.Channels.Http;
using Publisher.Channels.Imaging;
using Publisher.Channels.Translation;
using Publisher.Posts;
using Publisher.Posts.Media;
using Publisher.Posts.Storage;
using Publisher.Posts.Webhooks;

namespace Publisher.Api;

internal static class ApiServiceExtensions
{
    /// <summary>The door: conventions, keys, limits. Comes first, as what it starts prepares the database for the others.</summary>
    public static IServiceCollection AddDoor(this IServiceCollection services, IConfiguration configuration)
    {
        TrialClock.Use(services);
        services.AddHostedService<StartUp>().AddHostedService<ForgetAnswers>().AddHostedService<IdleMemory>();
        services.AddSingleton<Readiness>().AddSingleton<BootstrapKey>().AddSingleton<Door>();
        services.AddSingleton<KeyRegister>().AddSingleton<IdentityTokens>().AddSingleton<RateLimits>();
        services.AddSingleton<IValidateOptions<OidcOptions>, OidcFault>();
        services.AddOptions<OidcOptions>().BindConfiguration(OidcOptions.Section).ValidateOnStart();
        services
            .AddSingleton<SecondApprovals>()
            .AddSingleton(PauseEndpoints.EndingAll)
            .AddSingleton(PostChangeEndpoints.SendingAgain)
            .AddSingleton(GuardOverrideEndpoints.LettingPass);
        services.AddSingleton<ChannelSetup>().AddSingleton<ChannelWriting>().AddSingleton<ContentDeletion>();
        services.AddSingleton<UploadScrub>().AddSingleton<MediaFetch>();
        services.AddOptions<ImagingOptions>().BindConfiguration(ImagingOptions.Section);
        services.TryAddSingleton<Scrubber>();
        services.AddOptions<RateLimitOptions>().BindConfiguration(RateLimitOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<EgressOptions>().BindConfiguration("Egress");
        services.AddSingleton<IValidateOptions<TranslationOptions>, TranslationFault>();
        services.AddOptions<TranslationOptions>().BindConfiguration(TranslationOptions.Section).ValidateOnStart();
        services
            .AddOptions<ApprovalOptions>()
            .Validate(approval => approval.Required is "none" or "one" or "two", "Approval:Required must be none, one or two.")
            .ValidateOnStart();
        services
            .AddOptions<AlertsOptions>()
            .BindConfiguration(AlertsOptions.Section)
            .Validate(
                alerts => string.IsNullOrEmpty(alerts.Email),
                "Alerts:Email is set, but alerts are not sent by e-mail yet; use Alerts:WebhookUrl, or a webhook for alert.raised."
            )
            .ValidateOnStart();
        services.PostConfigure<PublicOptions>(options => options.BaseUrl ??= Settings.BaseUrl(configuration));
        services.AddOpenApi(
            "v1",
            openApi =>
                openApi.AddDocumentTransformer(
                    (document, _, _) =>
                    {
                        document.Info.Title = "Publisher";
                        document.Servers?.Clear();
                        return Task.CompletedTask;
                    }
                )
        );
        return services;
    }

    /// <summary>What every request passes, outermost first.</summary>
    public static WebApplication UseDoor(this WebApplication app)
    {
        app.UseMiddleware<AnswerHeaders>();
        app.UseMiddleware<LastResort>();
        app.UseRouting();
        app.UseMiddleware<PublicAddresses>();
        app.UseMiddleware<KeyCheck>();
        return app;
    }

    private sealed class OidcFault : IValidateOptions<OidcOptions>
    {
        public ValidateOptionsResult Validate(string? name, OidcOptions options) =>
            options.Fault() is { } fault ? ValidateOptionsResult.Fail(fault) : ValidateOptionsResult.Success;
    }

    private sealed class TranslationFault : IValidateOptions<TranslationOptions>
    {
        public ValidateOptionsResult Validate(string? name, TranslationOptions options) =>
            options.Fault() is { } fault ? ValidateOptionsResult.Fail(fault) : ValidateOptionsResult.Success;
    }
}
