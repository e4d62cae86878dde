using Publisher.Api.Conventions;
using Publisher.Api.Keys;
using Publisher.Channels;
using Publisher.Posts;
using Publisher.Posts.Storage;

namespace Publisher.Api;

/// <summary>Turns what a caller sent into a channel, or into everything that is wrong with it.</summary>
internal sealed class ChannelWriting(NetworkDirectory networks, ChannelSetup setup, Secrets secrets, Signals signals)
{
    /// <summary>Adds the channel; a refusal comes back instead when there are problems.</summary>
    public async Task<(Channel? Channel, Reply? Refusal)> MakeAsync(
        WriteScope scope,
        ChannelBody body,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var problems = new ProblemList();
        var network = FindNetwork(body, problems);
        var format = ReadFormat(body, network, problems);
        var settings = await CheckSettingsAsync(scope, network, format, body, caller, problems, cancellationToken);
        var credentials = CheckValues(
            "credentials",
            network?.Credentials,
            ChannelBody.Texts("credentials", body.Credentials, problems),
            problems
        );
        var plan = body.ToPlan(settings, problems);
        if (problems.Any)
        {
            return (null, Problems.Invalid(problems));
        }

        var id = scope.NewId("ch_");
        var channel = new Channel(id, plan, network!.Name, format, ChannelAccesses.Write(secrets, id, credentials), scope.Now);
        scope.Db.Channels.Add(channel);
        return (channel, null);
    }

    /// <summary>Changes the channel; a refusal comes back instead when there are problems.</summary>
    public async Task<Reply?> ChangeAsync(
        WriteScope scope,
        Channel channel,
        ChannelBody body,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var problems = new ProblemList();
        KeepsKind(channel, body, problems);
        var network = networks.Find(channel.Network)?.Profile;
        var settings = await CheckSettingsAsync(scope, network, channel.Format, body, caller, problems, cancellationToken);
        var credentials = body.Credentials is null
            ? null
            : CheckValues("credentials", network?.Credentials, ChannelBody.Texts("credentials", body.Credentials, problems), problems);
        var plan = body.ToPlan(settings, problems);
        if (problems.Any)
        {
            return Problems.Invalid(problems);
        }

        var changesVariants = ChangesVariants(channel, plan);
        var couldSend = channel.State is "ok";
        channel.Apply(plan);
        if (credentials is not null)
        {
            channel.Credentials = ChannelAccesses.Write(secrets, channel.Id, credentials);
            channel.NeedsReconnect = false;
        }

        if (!couldSend && channel.State is "ok")
        {
            channel.Resume(scope.Now);
        }

        if (changesVariants)
        {
            await setup.RenderAgainAsync(scope, channel, cancellationToken);
        }

        scope.AfterCommit(signals.Delivery.Pulse);
        return null;
    }

    private async Task<IReadOnlyDictionary<string, string>> CheckSettingsAsync(
        WriteScope scope,
        NetworkProfile? network,
        Format format,
        ChannelBody body,
        Caller caller,
        ProblemList problems,
        CancellationToken cancellationToken
    )
    {
        var given = ChannelBody.Texts("settings", body.Settings, problems);
        var fields = network is null ? null : setup.SettingsOf(network, format);
        var settings = CheckValues("settings", fields, given, problems);
        var ageBand = body.Audience?.AgeBand;
        problems.And(await setup.CheckLookAsync(scope.Db, format, settings, ageBand, caller.Media, cancellationToken));
        return settings;
    }

    private NetworkProfile? FindNetwork(ChannelBody body, ProblemList problems)
    {
        var name = problems.Required("network", body.Network, 40);
        var network = networks.Find(name)?.Profile;
        if (network is null && name.Length > 0)
        {
            var known = string.Join(", ", networks.Profiles.Select(profile => profile.Name));
            problems.Add("network", "unknown_network", $"network must be one of {known}; it is “{ProblemList.Shown(name)}”.");
        }

        return network;
    }

    private static Format ReadFormat(ChannelBody body, NetworkProfile? network, ProblemList problems)
    {
        problems.Required("format", body.Format, 40);
        var format = problems.OneOf<Format>("format", body.Format);
        if (format is { } wanted && network is not null && !network.Formats.Contains(wanted))
        {
            var known = string.Join(", ", network.Formats.Select(SnakeCase.Of));
            problems.Add("format", "unsupported_format", $"{network.DisplayName} takes {known}, not {SnakeCase.Of(wanted)}.");
        }

        return format ?? default;
    }

    private IReadOnlyDictionary<string, string> CheckValues(
        string group,
        IReadOnlyList<SettingField>? fields,
        IReadOnlyDictionary<string, string> given,
        ProblemList problems
    )
    {
        if (fields is null)
        {
            return given;
        }

        var (values, wrong) = setup.Check(group, fields, given);
        foreach (var problem in wrong)
        {
            problems.Add(problem);
        }

        return values;
    }

    private static void KeepsKind(Channel channel, ChannelBody body, ProblemList problems)
    {
        if (body.Network is not null && body.Network != channel.Network)
        {
            problems.Add("network", "immutable", $"A channel stays on its network, {channel.Network}; make another one.");
        }

        if (body.Format is not null && body.Format != SnakeCase.Of(channel.Format))
        {
            problems.Add("format", "immutable", $"A channel keeps its format, {SnakeCase.Of(channel.Format)}; make another one.");
        }
    }

    private static bool ChangesVariants(Channel channel, ChannelPlan plan) =>
        channel.Language != plan.Language
        || channel.AgeBand != plan.AgeBand
        || channel.Settings.Count != plan.Settings.Count
        || channel.Settings.Any(setting => plan.Settings.GetValueOrDefault(setting.Key) != setting.Value);
}
