using System.Text.Json.Nodes;

namespace Publisher.Tests.Sandbox.Translation;

public sealed class TranslationStandInTests
{
    private const string Marked = """The <x id="1" translate="no">1</x> bridge &amp; <g id="2">two towns</g>""";
    private const string Translated = """The·ru <x id="1" translate="no">1</x> bridge·ru &amp; <g id="2">two·ru towns·ru</g>""";

    [Fact]
    public async Task LibreTranslate_translates_words_and_leaves_marks()
    {
        await using var sandbox = await SandboxClient.StartAsync();

        var answer = await sandbox.PostAsync("/libretranslate/translate", Libre());

        Assert.Equal(200, answer.Status);
        Assert.Equal(Translated, (string?)answer.Body["translatedText"]![0]);
    }

    [Theory]
    [InlineData("api_key", "mine", 403, "Invalid API key")]
    [InlineData("target", "ka", 400, "ka is not supported")]
    [InlineData("format", "xml", 400, "xml format is not supported")]
    [InlineData("q", "long", 400, "Invalid request: request (5001) exceeds text limit (5000)")]
    public async Task LibreTranslate_refuses_in_its_own_words(string field, string value, int status, string error)
    {
        await using var sandbox = await SandboxClient.StartAsync();
        var call = Libre();
        call[field] = field is "q" ? new JsonArray(new string('x', 5_001)) : value;

        var answer = await sandbox.PostAsync("/libretranslate/translate", call);

        Assert.Equal((status, error), (answer.Status, (string?)answer.Body["error"]));
    }

    [Fact]
    public async Task DeepL_translates_words_and_leaves_marks()
    {
        await using var sandbox = await SandboxClient.StartAsync();

        var answer = await sandbox.PostAsync("/deepl/v2/translate", Deep(Marked), ("Authorization", "DeepL-Auth-Key sandbox:fx"));

        Assert.Equal(200, answer.Status);
        Assert.Equal(Translated, (string?)answer.Body["translations"]![0]!["text"]);
    }

    [Theory]
    [InlineData("DeepL-Auth-Key mine", "RU", "a bridge", 403)]
    [InlineData("Bearer sandbox", "RU", "a bridge", 403)]
    [InlineData("DeepL-Auth-Key sandbox", "EN", "a bridge", 400)]
    [InlineData("DeepL-Auth-Key sandbox", "RU", "an <unclosed> bridge", 400)]
    public async Task DeepL_refuses_keys_languages_and_broken_XML(string authorization, string target, string text, int status)
    {
        await using var sandbox = await SandboxClient.StartAsync();
        var call = Deep(text);
        call["target_lang"] = target;

        var answer = await sandbox.PostAsync("/deepl/v2/translate", call, ("Authorization", authorization));

        Assert.Equal(status, answer.Status);
    }

    private static JsonObject Libre() =>
        new()
        {
            ["q"] = new JsonArray(Marked),
            ["source"] = "en",
            ["target"] = "ru",
            ["format"] = "html",
            ["api_key"] = "sandbox-1",
        };

    private static JsonObject Deep(string text) =>
        new()
        {
            ["text"] = new JsonArray(text),
            ["source_lang"] = "EN",
            ["target_lang"] = "RU",
            ["tag_handling"] = "xml",
        };
}
