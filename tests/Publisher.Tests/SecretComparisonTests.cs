using System.Text.RegularExpressions;

namespace Publisher.Tests;

/// <summary>Reads our own code: what an outsider could guess letter by letter is compared in constant time, or looked up by its hash.</summary>
[Trait("Requirement", "SEC-18")]
public sealed partial class SecretComparisonTests
{
    [Fact]
    public void No_secret_is_compared_letter_by_letter()
    {
        var found =
            from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            where !file.Contains("/Sandbox/", StringComparison.Ordinal) // the stand-ins hold invented secrets only
            from line in File.ReadLines(file).Select((text, index) => (Text: text, Number: index + 1))
            where Comparison().IsMatch(line.Text)
            select $"{Path.GetFileName(file)}:{line.Number} {line.Text.Trim()}";

        Assert.Empty(found);
    }

    [Theory]
    [InlineData("if (given.Signature == expected)", true)]
    [InlineData("return secret != wanted.Secret;", true)]
    [InlineData("return mac.AsSpan().SequenceEqual(expected);", true)]
    [InlineData("if (signature == null)", false)]
    [InlineData("if (token is null)", false)]
    [InlineData("Digest.IsSame(head.Signature, Sign(key));", false)]
    public void The_search_knows_a_comparison(string line, bool isOne) => Assert.Equal(isOne, Comparison().IsMatch(line));

    [GeneratedRegex(
        @"\b(?:\w+\.)*(?:secret|token|signature|mac|password|passphrase)\s*[!=]=(?!\s*(?:null|default|""""))|[!=]=\s*(?:\w+\.)*(?:secret|token|signature|mac|password|passphrase)\b|\b(?:secret|token|signature|mac|password)\w*(?:\.\w+\(\))?\.(?:SequenceEqual|Equals)\(",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Comparison();
}
