using System.Net;
using Microsoft.EntityFrameworkCore;
using Publisher.Tests.Storage;

namespace Publisher.Tests.Api.Conventions;

public sealed class TwoNodesTests(PostgresServer postgres)
{
    [Fact]
    [Trait("Requirement", "REL-01")]
    public async Task Equal_requests_to_two_nodes_at_once_make_one_row()
    {
        var database = await postgres.NewDatabaseAsync();
        (string, string)[] settings =
        [
            ("Cluster:Enabled", "true"),
            ("Media:Shared", "true"),
            ("Secrets:Passphrase", "known to both nodes"),
        ];
        await using var first = new PublisherApp(postgres: database, settings: settings);
        await using var second = new PublisherApp(postgres: database, settings: settings);
        using var here = first.Admin();
        using var there = second.Admin();
        var channel = await Pieces.NewChannelAsync(here);

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 32)
                .Select(i => (i % 2 == 0 ? here : there).Post("/v1/contents", Pieces.Content(channel), "one-and-the-same"))
        );
        var again = await there.Post("/v1/contents", Pieces.Content(channel), "one-and-the-same").JsonAsync(HttpStatusCode.Created);

        Assert.All(answers, answer => Assert.True(answer.StatusCode is HttpStatusCode.Created or HttpStatusCode.Conflict));
        await using var db = second.Store.Read();
        var content = await db.Contents.SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal(content.Id, again.Text("id"));
    }
}
