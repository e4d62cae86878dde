using System.Globalization;
using System.Text.Json.Nodes;

namespace Publisher.Crash;

/// <summary>One content of the trial, and what the client knows of it: which requests were answered, and with what.</summary>
/// <param name="Token">A word that stands in every sentence, so that whatever comes out can be told to belong to it.</param>
/// <param name="Sentences">How long it is.</param>
/// <param name="Channels">At most one of each network.</param>
/// <param name="Ahead">How long before its time it is scheduled, by the service's clock; null: now.</param>
/// <param name="Photo">Id of its picture; null: text alone.</param>
/// <param name="TakesDown">It is taken down as soon as it is scheduled, whatever has become of it by then.</param>
internal sealed record Piece(
    string Token,
    int Round,
    int Sentences,
    IReadOnlyList<Outlet> Channels,
    TimeSpan? Ahead,
    string? Photo,
    bool TakesDown
)
{
    /// <summary>Everything it shall be asked for has been acknowledged.</summary>
    public bool IsAcknowledged => PostIds is not null && (!TakesDown || IsTakenDown);

    public bool IsTakenDown { get; set; }

    /// <summary>It is taken down only once it is out somewhere.</summary>
    public bool IsOutFirst { get; init; }

    /// <summary>Its variants are ready.</summary>
    public bool IsRendered { get; set; }

    /// <summary>As the service acknowledged it; null until then.</summary>
    public string? ContentId { get; set; }

    /// <summary>As the service acknowledged them; null until then.</summary>
    public IReadOnlyList<string>? PostIds { get; set; }

    /// <summary>The body that asks for the posts; the same at every try with the same key.</summary>
    public JsonObject? Order { get; set; }

    public string OrderKey => string.Create(CultureInfo.InvariantCulture, $"{Token}-posts-{_orders}");

    private int _orders;

    /// <summary>It was refused: the next is another request.</summary>
    public void OrderAnew()
    {
        Order = null;
        _orders++;
    }

    public JsonObject Content() =>
        new()
        {
            ["texts"] = new JsonObject
            {
                ["en"] = new JsonObject
                {
                    ["title"] = $"Bridge {Token}",
                    ["body"] = string.Join(
                        ' ',
                        Enumerable
                            .Range(1, Sentences)
                            .Select(number =>
                                string.Create(
                                    CultureInfo.InvariantCulture,
                                    $"Sentence {number} of {Token} tells how two towns mend their bridge together."
                                )
                            )
                    ),
                },
            },
            ["media"] = Photo is null
                ? new JsonArray()
                : new JsonArray(
                    new JsonObject
                    {
                        ["id"] = Photo,
                        ["alt"] = new JsonObject { ["en"] = $"The bridge of {Token}" },
                    }
                ),
            ["channels"] = Ids(),
        };

    public JsonObject Posts(TimeProvider time) =>
        Ahead is { } ahead
            ? new JsonObject
            {
                ["contentId"] = ContentId,
                ["channels"] = Ids(),
                ["publishAt"] = (time.GetUtcNow() + ahead).ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture),
            }
            : new JsonObject
            {
                ["contentId"] = ContentId,
                ["channels"] = Ids(),
                ["now"] = true,
            };

    private JsonArray Ids() => new([.. Channels.Select(channel => JsonValue.Create(channel.Id))]);
}

/// <summary>A channel of the trial.</summary>
internal sealed record Outlet(string Id, string Network);
