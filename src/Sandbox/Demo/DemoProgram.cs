using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Publisher.Sandbox.Demo;

/// <summary>
/// The main job on one machine: service and stand-ins on loopback, one piece in four languages on six channels,
/// and then the question to the networks whether each shows it exactly once.
/// </summary>
internal static class DemoProgram
{
    private static readonly Dictionary<string, string> NoSettings = [];
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    /// <summary>A double would come late: how long the networks are watched after all is out.</summary>
    private static readonly TimeSpan Watch = TimeSpan.FromSeconds(2);

    /// <returns>0 when every channel saw the piece exactly once and every webhook came; else 1.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var progress = new Progress(Console.Out);
        try
        {
            return await RunAsync(DemoOptions.Parse(arguments), progress, CancellationToken.None);
        }
        catch (DemoFailure failure)
        {
            progress.Say($"FAILED. {failure.Message}");
            return 1;
        }
    }

    private static async Task<int> RunAsync(DemoOptions options, Progress progress, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.Output);
        using var http = new HttpClient();
        await using var sandbox = await SandboxServer.StartAsync(cancellationToken: cancellationToken);
        await using var inbox = await WebhookInbox.StartAsync(cancellationToken);
        var adminKey = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var log = Path.Combine(options.Output, "service.log");
        await using var service = await ServiceProcess.StartAsync(options.Service, adminKey, log, http, NoSettings, cancellationToken);
        progress.Say("The service and the networks' stand-ins listen on loopback");

        var audiences = Audience.All(sandbox.Address);
        var newsroom = new Newsroom(http, service.Address, adminKey, progress);

        await newsroom.InviteAsync(cancellationToken);
        await newsroom.ListenAsync(inbox, cancellationToken);
        var channels = await newsroom.OpenChannelsAsync(audiences, cancellationToken);
        var content = await newsroom.WriteAsync(options, channels, cancellationToken);
        await newsroom.WaitForVariantsAsync(content, cancellationToken);
        await newsroom.ApproveAsync(content, cancellationToken);
        var ids = await newsroom.ScheduleAsync(content, channels, Ahead, cancellationToken);
        var posts = await newsroom.FollowAsync(ids, audiences, Patience, cancellationToken);
        await Task.Delay(Watch, TimeProvider.System, cancellationToken);

        var witness = new Witness(http, sandbox.Address);
        var ledger = await witness.LedgerAsync(cancellationToken);
        var deliveries = new List<Delivery>();
        for (var i = 0; i < audiences.Count; i++)
        {
            deliveries.Add(await DeliveryAsync(audiences[i], posts[i], audiences, ledger, witness, cancellationToken));
        }

        var page = await Showcase.WriteAsync(options.Output, deliveries, cancellationToken);
        return Judge([.. Witness.Complaints(deliveries, ledger), .. Unheard(ids, audiences, inbox)], page, deliveries, inbox, progress);
    }

    private static async Task<Delivery> DeliveryAsync(
        Audience audience,
        JsonNode post,
        IReadOnlyList<Audience> all,
        IReadOnlyList<LedgerEntry> ledger,
        Witness witness,
        CancellationToken cancellationToken
    )
    {
        var seen = Witness.SeenBy(audience, all, ledger);
        var files = new Dictionary<string, byte[]>();
        foreach (var medium in seen.SelectMany(entry => entry.Media).DistinctBy(medium => medium.Sha256))
        {
            files[medium.Sha256] = await witness.FileAsync(medium.Sha256, cancellationToken);
        }

        return new Delivery(audience, post, seen, files);
    }

    private static IEnumerable<string> Unheard(IReadOnlyList<string> ids, IReadOnlyList<Audience> audiences, WebhookInbox inbox)
    {
        var told = inbox
            .Received.Where(call => call["type"]!.GetValue<string>() == "post.published")
            .Select(call => call["data"]!["postId"]?.GetValue<string>())
            .ToList();
        for (var i = 0; i < ids.Count; i++)
        {
            if (told.Count(id => id == ids[i]) is var times and not 1)
            {
                yield return $"{audiences[i].Key}: {times} webhooks of post.published where 1 should be";
            }
        }

        if (inbox.Forged > 0)
        {
            yield return $"{inbox.Forged} webhooks had a wrong signature";
        }
    }

    private static int Judge(
        IReadOnlyList<string> complaints,
        string page,
        IReadOnlyList<Delivery> deliveries,
        WebhookInbox inbox,
        Progress progress
    )
    {
        progress.Say($"Webhooks received and verified: {inbox.Received.Count}");
        foreach (var complaint in complaints)
        {
            progress.Say($"WRONG  {complaint}");
        }

        if (complaints.Count == 0)
        {
            var files = deliveries.Sum(delivery => delivery.Files.Count);
            progress.Say($"Every channel shows the piece exactly once; {files} pictures, nothing in them but pixels");
        }

        progress.Say($"See {page}");
        return complaints.Count == 0 ? 0 : 1;
    }
}
