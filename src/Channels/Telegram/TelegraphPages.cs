using System.Globalization;
using Publisher.Channels.Http;

namespace Publisher.Channels.Telegram;

/// <summary>
/// Long text as Telegraph pages. Preparing makes stubs that say nothing; publishing fills one by <c>editPage</c>, which replaces the
/// whole page, so that a repeat changes nothing. A page can never be deleted, only emptied; its address keeps the stub's title.
/// </summary>
internal sealed class TelegraphPages(NetworkClients clients)
{
    // The address is made from the title and the day for good, so it says nothing of the piece.
    private const string StubTitle = "News";
    private const string StubContent = "[\"…\"]";
    private static readonly Uri _home = new("https://telegra.ph/");
    private const string EmptyTitle = "—";
    private const string EmptyContent = "[\"—\"]";

    public static IReadOnlyList<Part> In(Variant variant) => [.. variant.Parts.Where(part => part.Kind is PartKind.Page)];

    /// <summary>The address that <see cref="Part.PageUrlToken"/> stands for: of the next page on a page, of the first one in a message. Null when there is none.</summary>
    public static string? UrlFor(Part part, Variant variant, Prepared.Ready prepared)
    {
        var pages = In(variant);
        var page = pages.FirstOrDefault(page => part.Kind is not PartKind.Page || page.Number > part.Number);
        return page is null ? null : prepared[UrlKey(page)];
    }

    public async Task<Prepared> PrepareAsync(Variant variant, TelegramSettings settings, CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, string>();
        foreach (var part in In(variant))
        {
            var call = clients.ForPreparing<ITelegraphApi>(settings.TelegraphBaseUrl, TelegraphJson.Default);
            var response = await call.Api.CreatePage(Draft(settings, StubTitle, StubContent), cancellationToken);
            if (response.ResultOf() is not { } page || PathOf(page) is not { } path || LinkTo(page, settings) is not { } link)
            {
                return response.ToPreparedFailure(call.Sent, response.Judge());
            }

            values[PathKey(part)] = path;
            values[UrlKey(part)] = link.AbsoluteUri;
        }

        return new Prepared.Ready(values);
    }

    public async Task<Outcome> PublishAsync(
        Part part,
        Prepared.Ready prepared,
        AttemptKey key,
        Variant variant,
        ChannelAccess access,
        CancellationToken cancellationToken
    )
    {
        var settings = TelegramSettings.Of(access);
        var content = Content(part, variant, prepared);
        foreach (var file in part.Files)
        {
            var address = await access.MakePublicLinkAsync(file, cancellationToken);
            if (!CanShow(address, settings))
            {
                return NotShown(address);
            }

            content = content.Replace(Part.FileToken(file.Sha256), address.AbsoluteUri, StringComparison.Ordinal);
        }

        var call = clients.ForPublishing<ITelegraphApi>(settings.TelegraphBaseUrl, key, TelegraphJson.Default);
        var draft = Draft(settings, part.Title ?? EmptyTitle, content, part.Byline);

        var response = await call.Api.EditPage(prepared[PathKey(part)], draft, cancellationToken);

        return response.ResultOf() is { } page && PathOf(page) is { } path
            ? new Outcome.Published(TelegramLinks.OfPage(path), LinkTo(page, settings))
            : response.ToFailure(call.Sent, response.Judge());
    }

    /// <summary>Reads the page back; its letters tell, whatever addresses its pictures got. A page that says something else is Missing, as filling it again cannot double it.</summary>
    public async Task<Found> FindAsync(Attempt attempt, TelegramSettings settings, CancellationToken cancellationToken)
    {
        var call = clients.ForReading<ITelegraphApi>(settings.TelegraphBaseUrl, TelegraphJson.Default);
        var response = await call.Api.GetPage(attempt.Prepared[PathKey(attempt.Part)], cancellationToken);
        if (response.ResultOf() is not { } page || PathOf(page) is not { } path)
        {
            return response.ToUnknown(call.Sent, response.Judge());
        }

        return Holds(page, Content(attempt.Part, attempt.Variant, attempt.Prepared))
            ? new Found.Landed(TelegramLinks.OfPage(path), LinkTo(page, settings))
            : new Found.Missing();
    }

    /// <summary>Empties a page and reads it back.</summary>
    public async Task<Removal> EmptyAsync(string path, TelegramSettings settings, CancellationToken cancellationToken)
    {
        if (settings.TelegraphToken is null)
        {
            return new Removal.Manual(new Uri($"https://telegra.ph/{path}"), "Without telegraphToken the page cannot be emptied.");
        }

        var edit = clients.ForRemoving<ITelegraphApi>(settings.TelegraphBaseUrl, TelegraphJson.Default);
        var edited = await edit.Api.EditPage(path, Draft(settings, EmptyTitle, EmptyContent), cancellationToken);
        if (edited.ResultOf() is null)
        {
            return edited.ToFailure(edit.Sent, edited.Judge()) is Outcome.Refused { Code: "page_not_found" }
                ? new Removal.Removed()
                : edited.ToAgain(edit.Sent, edited.Judge());
        }

        var read = clients.ForReading<ITelegraphApi>(settings.TelegraphBaseUrl, TelegraphJson.Default);
        var response = await read.Api.GetPage(path, cancellationToken);
        return response.ResultOf() is { } page && Holds(page, EmptyContent)
            ? new Removal.Blanked()
            : new Removal.Again("The page was emptied, but does not read so yet.");
    }

    /// <summary>Null when the account answers.</summary>
    public async Task<CheckResult?> CheckAsync(TelegramSettings settings, CancellationToken cancellationToken)
    {
        var call = clients.ForReading<ITelegraphApi>(settings.TelegraphBaseUrl, TelegraphJson.Default);
        var response = await call.Api.GetAccountInfo(new TelegraphAccountQuestion(settings.TelegraphToken ?? ""), cancellationToken);
        return response.ResultOf() is null ? response.ToBroken(call.Sent, response.Judge()) : null;
    }

    /// <summary>Browsers show no picture from plain http on a page that came by https.</summary>
    private static bool CanShow(Uri picture, TelegramSettings settings) =>
        picture.Scheme == Uri.UriSchemeHttps || settings.TelegraphBaseUrl.Scheme != Uri.UriSchemeHttps;

    private static Outcome.Refused NotShown(Uri picture) =>
        new(
            "public_address_not_https",
            $"Pictures on Telegraph must come from an https address, and Public:BaseUrl begins with {picture.Scheme}://. Set it, or set images to none."
        );

    private static string? PathOf(TelegraphPage page) => ForeignId.Of(page.Path);

    /// <summary>It is to stand in further pages and in messages, so it must be Telegraph's own.</summary>
    private static Uri? LinkTo(TelegraphPage page, TelegramSettings settings) =>
        settings.TelegraphBaseUrl.LinkOnHost(page.Url) ?? _home.LinkOnHost(page.Url);

    private static TelegraphDraft Draft(TelegramSettings settings, string title, string content, string? byline = null) =>
        new(settings.TelegraphToken ?? "", title, byline ?? "", content);

    /// <summary>Every page but the last leads to the next one: by its own token, else by an arrow at the end.</summary>
    private static string Content(Part part, Variant variant, Prepared.Ready prepared)
    {
        if (UrlFor(part, variant, prepared) is not { } next)
        {
            return part.Text;
        }

        return part.Text.Contains(Part.PageUrlToken, StringComparison.Ordinal)
            ? part.Text.Replace(Part.PageUrlToken, next, StringComparison.Ordinal)
            : $$"""{{part.Text.TrimEnd()[..^1]}},{"tag":"p","children":[{"tag":"a","attrs":{"href":"{{next}}"},"children":["→"]}]}]""";
    }

    private static bool Holds(TelegraphPage page, string content) =>
        page.Content is { } found
        && TelegraphNodes.TryRead(content) is { } wanted
        && TelegraphNodes.Letters(found) == TelegraphNodes.Letters(wanted);

    private static string PathKey(Part part) => string.Create(CultureInfo.InvariantCulture, $"page{part.Number}path");

    private static string UrlKey(Part part) => string.Create(CultureInfo.InvariantCulture, $"page{part.Number}url");
}
