using Microsoft.Extensions.Options;
using Publisher.Channels.Translation;
using Publisher.Sandbox;
using Publisher.Tests.Channels.Http;

namespace Publisher.Tests.Channels.Translation;

public sealed class TranslatorTests
{
    [Theory]
    [InlineData("abc:fx", "https://api-free.deepl.com/")]
    [InlineData("abc", "https://api.deepl.com/")]
    public void A_DeepL_key_says_which_address_it_is_for(string key, string address) =>
        Assert.Equal(address, DeepL.AddressFor(key).AbsoluteUri);

    [Theory]
    [InlineData("en", "EN", "EN-GB")]
    [InlineData("en-US", "EN", "EN-US")]
    [InlineData("pt-BR", "PT", "PT-BR")]
    [InlineData("zh-Hant", "ZH", "ZH-HANT")]
    [InlineData("hy", "HY", "HY")]
    public void DeepL_gets_its_own_names_of_languages(string tag, string source, string target) =>
        Assert.Equal((source, target), (DeepL.SourceCode(tag), DeepL.TargetCode(tag)));

    [Theory]
    [InlineData(null, null, null, null)]
    [InlineData("deepl", null, null, "Translation:ApiKey is needed for deepl.")]
    [InlineData("libretranslate", null, null, "Translation:BaseUrl is needed for libretranslate, such as http://127.0.0.1:5000.")]
    [InlineData("libretranslate", "ftp://most.example", null, "Translation:BaseUrl must begin with https:// or http://.")]
    [InlineData("google", null, "key", "Translation:Provider must be libretranslate, deepl, or left out.")]
    public void Wrong_settings_are_told_at_start(string? provider, string? baseUrl, string? key, string? fault) =>
        Assert.Equal(
            fault,
            new TranslationOptions
            {
                Provider = provider,
                BaseUrl = baseUrl is null ? null : new Uri(baseUrl),
                ApiKey = key,
            }.Fault()
        );

    /// <summary>More than DeepL takes in one call, in texts and in bytes.</summary>
    [Theory]
    [InlineData("deepl", 120, 1_000)]
    [InlineData("libretranslate", 60, 900)]
    public async Task A_long_piece_goes_in_several_calls_and_comes_back_in_order(string provider, int count, int length)
    {
        await using var sandbox = await SandboxServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var clients = Probe.Clients("127.0.0.1");
        var translator = new Translator(
            Options.Create(
                new TranslationOptions
                {
                    Provider = provider,
                    BaseUrl = new Uri(sandbox.Address, provider),
                    ApiKey = "sandbox-1",
                }
            ),
            clients
        );
        List<string> texts = [.. Enumerable.Range(0, count).Select(i => $"n{i}{new string('ж', length)}")];

        var translated = await translator.TranslateAsync(texts, "en", "ru", TestContext.Current.CancellationToken);

        Assert.Equal(texts.Select(text => text + "·ru"), Assert.IsType<Translated.Texts>(translated).Items);
    }

    [Fact]
    public async Task A_translator_on_a_private_address_must_be_allowed_by_name()
    {
        using var clients = Probe.Clients();
        var options = new TranslationOptions { Provider = "libretranslate", BaseUrl = new Uri("http://127.0.0.1:5000") };

        var answer = await new Translator(Options.Create(options), clients).TranslateAsync(
            ["bridge"],
            "en",
            "ru",
            TestContext.Current.CancellationToken
        );

        Assert.Contains("Egress:AllowHosts", Assert.IsType<Translated.Unavailable>(answer).Reason, StringComparison.Ordinal);
    }
}
