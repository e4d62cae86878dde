using CsCheck;
using Publisher.Channels;
using Publisher.Channels.Bluesky;
using Publisher.Channels.Composing;
using Publisher.Channels.Mastodon;
using Publisher.Tests.Channels.Text;

namespace Publisher.Tests.Channels.Composing;

public sealed class ThreadComposerTests
{
    private static readonly string Long = string.Join(
        "\n\n",
        Enumerable.Range(1, 12).Select(number => $"Абзац {number}. Сначала молчали, потом кто-то поставил чайник. Говорили все сразу.")
    );

    [Fact]
    public async Task A_piece_that_fits_one_post_is_one_without_a_number()
    {
        var part = Assert.Single(await PartsAsync(Composing.Piece(), BlueskyProfile.Profile));

        Assert.Equal(
            "Мост, который чинили вдвоём\n\nЖители двух посёлков встретились впервые за 30 лет.\n\n"
                + "Сначала молчали. Потом кто-то поставил чайник.\n\nhttps://most.example/bridge\n\n#мир #вместечиним",
            WithoutBonds(part.Text)
        );
    }

    [Fact]
    public async Task A_long_piece_is_a_thread_with_title_link_and_hashtags_on_its_first_post()
    {
        var parts = await PartsAsync(Composing.WithPhotos(Composing.Piece(body: Long), 2), BlueskyProfile.Profile);

        Assert.InRange(parts.Count, 4, 8);
        Assert.StartsWith("Мост, который чинили вдвоём\n\nЖители", WithoutBonds(parts[0].Text));
        Assert.EndsWith($"https://most.example/bridge\n\n#мир #вместечиним\n\n1/{parts.Count}", parts[0].Text);
        Assert.EndsWith($"Говорили все сразу.\n\n{parts.Count}/{parts.Count}", WithoutBonds(parts[^1].Text));
        Assert.Equal(Enumerable.Range(1, parts.Count), parts.Select(part => part.Number));
        Assert.Equal(2, parts[0].Files.Count);
        Assert.All(parts.Skip(1), part => Assert.Empty(part.Files));
        Assert.All(parts.Skip(1), part => Assert.Null(part.Link));
    }

    [Fact]
    public async Task A_sentence_is_rather_begun_in_the_second_post_than_torn()
    {
        var body = "Это одно предложение, которое тянется и тянется, " + string.Join(", ", Enumerable.Repeat("и ещё тянется", 12)) + ".";
        var content = Composing.Piece(title: new string('о', 130), summary: null, body: body + "\n\n" + Long);

        var parts = await PartsAsync(content, BlueskyProfile.Profile);

        Assert.DoesNotContain("тянется", parts[0].Text, StringComparison.Ordinal);
        Assert.StartsWith("Это", parts[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_content_warning_stands_on_every_post()
    {
        var content = Composing.Piece(body: Long) with { ContentWarning = new Dictionary<string, string> { ["ru"] = "Говорится о войне" } };

        var (mastodon, bluesky) = (await PartsAsync(content, MastodonProfile.Profile), await PartsAsync(content, BlueskyProfile.Profile));

        Assert.True(mastodon.Count > 1);
        Assert.All(mastodon, part => Assert.Equal("Говорится о войне", WithoutBonds(part.Warning!)));
        Assert.All(bluesky, part => Assert.StartsWith("⚠️ Говорится о войне\n\n", WithoutBonds(part.Text)));
    }

    [Fact]
    public async Task A_text_for_more_posts_than_a_thread_may_have_is_a_problem_with_both_numbers()
    {
        var content = Composing.Piece(body: string.Join("\n\n", Enumerable.Repeat(Long, 10)));

        var problem = await Composing.ProblemAsync(content, BlueskyProfile.Profile, Thread(BlueskyProfile.Profile));

        Assert.Equal(("thread_too_long", "texts.ru"), (problem.Code, problem.Field));
        Assert.Matches("takes [0-9]+ parts on Bluesky; a thread has at most 25", problem.Message);
    }

    [Fact]
    public async Task A_warning_that_leaves_no_room_for_the_text_is_a_problem()
    {
        var content = Composing.Piece(title: null, summary: null, body: Long) with
        {
            Link = null,
            ContentWarning = new Dictionary<string, string> { ["ru"] = new string('о', 450) },
        };

        var problem = await Composing.ProblemAsync(content, MastodonProfile.Profile, Thread(MastodonProfile.Profile));

        Assert.Contains("The content warning of each part of a thread: 450 characters; Mastodon allows 440.", problem.Message);
    }

    [Fact]
    public void Whatever_the_text_every_post_fits_nothing_is_lost_and_the_numbers_run() =>
        Gen.Select(RandomMarkdown.Gen.Array[1, 6], Gen.Bool, Gen.Bool)
            .Sample(
                (bodies, isBluesky, hasTitle) =>
                {
                    var body = string.Join("\n\n", bodies);
                    var network = isBluesky ? BlueskyProfile.Profile : MastodonProfile.Profile;
                    var content = Composing.Piece(title: hasTitle ? "Мост" : null, summary: null, body: body) with { Link = null };

                    var endless = network with { Text = network.Text with { Limit = null, LimitBytes = null } };
                    var whole = Assert.Single(PartsAsync(content, endless).GetAwaiter().GetResult()).Text;

                    var composition = Composing.ComposeAsync(content, network, Thread(network)).GetAwaiter().GetResult();

                    var variant = Assert.IsType<Composition.Ready>(composition).Variant;
                    Assert.Empty(VariantRules.Check(variant, network));
                    var count = variant.Parts.Count;
                    var texts = variant.Parts.Select(part => count == 1 ? part.Text : Numbered(part.Text, part.Number, count)).ToList();
                    const string Hashtags = "#мир #вместечиним";
                    Assert.EndsWith(Hashtags, texts[0], StringComparison.Ordinal);
                    texts[0] = texts[0][..^Hashtags.Length];
                    Assert.Equal(Letters(whole[..^Hashtags.Length]), Letters(string.Concat(texts)));
                },
                iter: 300
            );

    private static string Numbered(string text, int number, int count)
    {
        var end = $"{number}/{count}";
        Assert.EndsWith(end, text, StringComparison.Ordinal);
        return text[..^end.Length].TrimEnd();
    }

    private static async Task<IReadOnlyList<Part>> PartsAsync(Content content, NetworkProfile network) =>
        (await Composing.ReadyAsync(content, network, Thread(network))).Variant.Parts;

    private static ChannelBrief Thread(NetworkProfile network) => Composing.Channel(network, longText: "thread");

    /// <summary>Words that belong together are bound by a blank that does not break.</summary>
    private static string WithoutBonds(string text) => text.Replace('\u00A0', ' ');

    /// <summary>Blanks change at the cuts.</summary>
    private static string Letters(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));
}
