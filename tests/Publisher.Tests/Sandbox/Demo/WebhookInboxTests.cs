using Publisher.Sandbox.Demo;

namespace Publisher.Tests.Sandbox.Demo;

public sealed class WebhookInboxTests
{
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const string Timestamp = "1614265330";
    private const string Body = """{"test": 2432232314}""";
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    private static readonly byte[] Secret = Convert.FromBase64String("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static readonly DateTimeOffset Then = DateTimeOffset.FromUnixTimeSeconds(1614265330);

    [Fact]
    public void The_published_example_of_Standard_Webhooks_is_believed() =>
        Assert.True(WebhookInbox.IsGenuine(Secret, Id, Timestamp, Body, $"v1,AAAA {Signature}", Then));

    [Theory]
    [InlineData("msg_other", Timestamp, Body, 0)]
    [InlineData(Id, "1614265331", Body, 0)]
    [InlineData(Id, Timestamp, "{}", 0)]
    [InlineData(Id, Timestamp, Body, 301)]
    [InlineData(Id, "", Body, 0)]
    public void Anything_else_is_not(string id, string timestamp, string body, int secondsLater) =>
        Assert.False(WebhookInbox.IsGenuine(Secret, id, timestamp, body, Signature, Then.AddSeconds(secondsLater)));
}
