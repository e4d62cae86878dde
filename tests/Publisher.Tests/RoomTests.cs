using System.Xml.Linq;

namespace Publisher.Tests;

public sealed class RoomTests
{
    [Theory]
    [InlineData("Channels", new string[0])]
    [InlineData("Posts", new[] { "Channels" })]
    [InlineData("Scheduler", new[] { "Posts" })]
    [InlineData("Decoder", new[] { "Channels" })]
    [InlineData("Api", new[] { "Scheduler", "Decoder" })]
    [InlineData("Sandbox", new string[0])]
    public void A_room_references_only_what_stands_left_of_it(string room, string[] left)
    {
        var project = XDocument.Load(Path.Combine(Repository.Root, "src", room, $"Publisher.{room}.csproj"));

        var references = project
            .Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));

        Assert.Equal(left.Select(name => $"Publisher.{name}"), references);
    }
}
