using Publisher.Api;
using Publisher.Api.Hosting;
using Publisher.Api.Keys;
using Publisher.Channels;
using Publisher.Posts;
using Publisher.Scheduler;

try
{
    if (await DataCommands.RunAsync(args) is { } code)
    {
        return code;
    }

    if (await AuditCommand.RunAsync(args) is { } verified)
    {
        return verified;
    }

    if (await OriginalsCommand.RunAsync(args) is { } given)
    {
        return given;
    }

    if (SbomCommand.Run(args) is { } listed)
    {
        return listed;
    }

    var builder = Settings.CreateBuilder(args);
    builder.Services.AddObserving(builder.Logging, builder.Configuration);
    builder.Services.AddDoor(builder.Configuration);
    builder.Services.AddChannels();
    builder.Services.AddPosts(builder.Configuration, builder.Configuration.DataDirectory());
    builder.Services.AddScheduler(builder.Configuration);

    var app = builder.Build();
    app.UseDoor();
    app.MapHealth();
    app.MapDocs();
    app.MapMe();
    app.MapApiKeys();
    app.MapNetworks();
    app.MapTemplates();
    app.MapChannels();
    app.MapMedia();
    app.MapMediaCovers();
    app.MapPullLinks();
    app.MapPublicFiles();
    app.MapRecord();
    app.MapVerify();
    app.MapContents();
    app.MapTexts();
    app.MapTranslations();
    app.MapVariants();
    app.MapPreview();
    app.MapReview();
    app.MapTakedowns();
    app.MapPauses();
    app.MapPanic();
    app.MapAlerts();
    app.MapSecondApprovals();
    app.MapAudit();
    app.MapProtectedNames();
    app.MapGuardOverrides();
    app.MapPosts();
    app.MapPostChanges();
    app.MapCalendar();
    app.MapCalendarLinks();
    app.MapWebhooks();
    app.MapWebhookDeliveries();
    app.MapEvents();
    app.MapInbound();
    app.MapInboundCalls();

    app.Lifetime.ApplicationStarted.Register(() => Console.Out.WriteLine($"Publisher is ready on {string.Join(" ", app.Urls)}"));
    await app.RunAsync();
    return 0;
}
catch (Exception exception) when (StartFault.Sentence(exception) is { } sentence)
{
    Console.Error.WriteLine(sentence);
    return 1;
}
