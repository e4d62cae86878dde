using Publisher.Channels;
using Publisher.Sandbox;

namespace Publisher.Tests.Channels;

/// <summary>What every network must do, whatever its wire looks like. Each network's test class inherits it and says only how to reach it.</summary>
public abstract class NetworkContract : UntrustedAnswersContract
{
    [Fact]
    public void The_sample_has_no_problems() => Assert.Empty(Network.Validate(Sample, Channel.Access()));

    [Fact]
    public async Task Each_part_becomes_visible_once()
    {
        var deliveries = await DeliverAsync();

        Assert.Equal(Sample.Parts.Count, Channel.Visible.Count);
        Assert.Equal(Sample.Parts.Count, deliveries.Count);
        Assert.All(deliveries, delivery => Assert.InRange(delivery.Landed().Id.Value.Length, 1, 512));
    }

    [Fact]
    [Trait("Requirement", "PRV-10")]
    public async Task The_payload_names_no_person_and_no_time_zone()
    {
        await using var relay = new RecordingRelay(Channel.Server.Address.Port);
        Channel.Set(Settings(new Uri(relay.Address, Name)), []);

        await DeliverAsync();

        Assert.NotEmpty(relay.Sent);
        Assert.DoesNotMatch(@"(?i)author(_?(id|name))?""?\s*[:=]\s*(""[^""]|\d)", relay.Sent);
        Assert.DoesNotMatch(@"\d{2}:\d{2}:\d{2}(\.\d+)?[+-]\d{2}:?\d{2}", relay.Sent);
    }

    [Fact]
    public async Task A_refused_call_is_refused_and_nothing_is_visible()
    {
        Channel.Break(NetworkAction.Publish, FaultKind.Refuse);

        var outcome = (await DeliverAsync())[^1].Outcome;

        Assert.IsType<Outcome.Refused>(outcome);
        Assert.Empty(Channel.Visible);
    }

    [Fact]
    public async Task A_token_that_no_longer_works_is_token_trouble()
    {
        Channel.Set([], [new(Token, ReplaceToken(Channel.Access().Credentials[Token]))]);

        var outcome = (await DeliverAsync())[^1].Outcome;

        Assert.True(Assert.IsType<Outcome.Refused>(outcome).IsTokenTrouble);
        Assert.Empty(Channel.Visible);
    }

    [Fact]
    [Trait("Requirement", "REL-21")]
    public async Task A_rate_limit_is_not_sent_and_keeps_the_asked_wait()
    {
        Channel.Break(NetworkAction.Publish, FaultKind.Status, status: 429, retryAfterSeconds: 60);

        var outcome = (await DeliverAsync())[^1].Outcome;

        var notSent = Assert.IsType<Outcome.NotSent>(outcome);
        Assert.InRange(notSent.After ?? TimeSpan.Zero, TimeSpan.FromSeconds(55), TimeSpan.FromSeconds(60));
        Assert.True(notSent.RateLimited);
    }

    [Theory]
    [Trait("Requirement", "REL-07")]
    [InlineData(FaultKind.LostAnswer)]
    [InlineData(FaultKind.Garbage)]
    public async Task What_landed_unheard_is_uncertain_and_then_found(FaultKind fault)
    {
        Channel.Break(NetworkAction.Publish, fault);

        var delivery = (await DeliverAsync())[^1];

        Assert.IsType<Outcome.Uncertain>(delivery.Outcome);
        if (Network.Profile.Reconcile is ReconcileKind.Status)
        {
            // The handle was lost with the answer; what then is known depends on the network, whose own tests say it.
            return;
        }

        if (Network.Profile.Reconcile is not ReconcileKind.None)
        {
            var landed = Assert.IsType<Found.Landed>(await FindAsync(delivery));
            Assert.Contains(Channel.Visible, entry => landed.Id.Value.Contains(entry.RemoteId.Split('/')[^1], StringComparison.Ordinal));
        }

        Assert.Single(Channel.Visible);
    }

    [Theory]
    [Trait("Requirement", "REL-06")]
    [InlineData(FaultKind.ResetBefore, null)]
    [InlineData(FaultKind.ResetAfter, null)]
    [InlineData(FaultKind.Hang, null)]
    [InlineData(FaultKind.Status, 500)]
    [InlineData(FaultKind.Status, 502)]
    [InlineData(FaultKind.Status, 503)]
    public async Task What_was_lost_on_the_way_is_uncertain_then_missing_and_may_be_sent_again(FaultKind fault, int? status)
    {
        Channel.Break(NetworkAction.Publish, fault, status);

        var delivery = (await DeliverAsync(TimeSpan.FromMilliseconds(700)))[^1];

        Assert.True(delivery.Outcome is Outcome.Uncertain or Outcome.NotSent, $"{delivery.Outcome}");
        Assert.Empty(Channel.Visible);
        if (Network.Profile.Reconcile is not ReconcileKind.None)
        {
            Assert.Equal(new Found.Missing(), await FindAsync(delivery));
            Assert.Equal(new Found.Missing(), await FindAsync(delivery));
            await PublishAsync(delivery.Part, delivery.Prepared, KeyFor(delivery.Part));
            Assert.Single(Channel.Visible);
        }
    }

    [Fact]
    public async Task Preparing_twice_shows_nothing_and_publishes_once()
    {
        await PrepareAsync();
        await DeliverAsync();

        Assert.Equal(Sample.Parts.Count, Channel.Visible.Count);
    }

    [Fact]
    [Trait("Requirement", "PRV-13")]
    public async Task What_is_removed_is_gone_and_removing_it_again_succeeds()
    {
        var ids = (await DeliverAsync()).Select(delivery => delivery.Landed().Id).ToList();

        foreach (var id in ids.Concat(ids))
        {
            Assert.IsType(
                Kind(Network.Profile.Takedown),
                await Network.RemoveAsync(id, Channel.Access(), TestContext.Current.CancellationToken)
            );
        }

        if (Network.Profile.Takedown is not TakedownKind.Manual)
        {
            Assert.Empty(Channel.Visible);
        }
    }

    [Theory]
    [Trait("Requirement", "PRV-13")]
    [InlineData(FaultKind.LostAnswer)]
    [InlineData(FaultKind.Status)]
    public async Task A_removal_whose_answer_is_lost_is_asked_again(FaultKind fault)
    {
        var id = (await DeliverAsync())[^1].Landed().Id;
        Channel.Break(Network.Profile.Takedown is TakedownKind.Blank ? NetworkAction.Edit : NetworkAction.Delete, fault, status: 503);

        var first = await Network.RemoveAsync(id, Channel.Access(), TestContext.Current.CancellationToken);
        var second = await Network.RemoveAsync(id, Channel.Access(), TestContext.Current.CancellationToken);

        Assert.IsType(Network.Profile.Takedown is TakedownKind.Manual ? typeof(Removal.Manual) : typeof(Removal.Again), first);
        Assert.IsType(Kind(Network.Profile.Takedown), second);
    }

    [Fact]
    public async Task A_check_tells_the_account_and_what_it_may_do()
    {
        var check = await Network.CheckAsync(Channel.Access(), TestContext.Current.CancellationToken);

        Assert.True(check.Ok, string.Join("; ", check.Problems));
        Assert.True(check.CanPublish);
        Assert.NotEmpty(check.Account ?? "");
    }

    [Fact]
    public async Task A_check_with_a_broken_token_points_at_the_credentials()
    {
        Channel.Set([], [new(Token, ReplaceToken(Channel.Access().Credentials[Token]))]);

        var check = await Network.CheckAsync(Channel.Access(), TestContext.Current.CancellationToken);

        Assert.False(check.Ok);
        Assert.Contains(
            check.Problems,
            problem => problem.Field is not null && problem.Field.StartsWith("credentials", StringComparison.Ordinal)
        );
    }

    [Fact]
    [Trait("Requirement", "REL-07")]
    public void The_profile_says_what_the_network_can_do()
    {
        var profile = Network.Profile;

        Assert.Equal(Name, profile.Name);
        Assert.NotEmpty(profile.Formats);
        Assert.True(Enum.IsDefined(profile.Reconcile));
        Assert.True(Enum.IsDefined(profile.Takedown));
        Assert.All([.. profile.Settings, .. profile.Credentials], field => Assert.EndsWith(".", field.Description));
        Assert.All(profile.Credentials, field => Assert.Equal(SettingKind.Secret, field.Kind));
    }

    private static Type Kind(TakedownKind kind) =>
        kind switch
        {
            TakedownKind.Delete => typeof(Removal.Removed),
            TakedownKind.Request => typeof(Removal.Requested),
            TakedownKind.Blank => typeof(Removal.Blanked),
            _ => typeof(Removal.Manual),
        };
}
