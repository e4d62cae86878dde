using System.Text;

namespace Publisher.Channels.Imaging;

/// <summary>
/// The one set of fonts that text is drawn in. The list is fixed and named whole: fontconfig would otherwise fill gaps with whatever
/// the machine has, and the same text would look different elsewhere.
/// </summary>
internal sealed class FontFolder
{
    /// <summary>Families that text is set in; each needs its regular and its bold file.</summary>
    private static readonly Dictionary<string, string[]> Text = new[]
    {
        "Noto Sans",
        "Noto Sans Armenian",
        "Noto Sans Georgian",
        "Noto Sans Arabic",
        "Noto Serif",
        "Noto Serif Armenian",
        "Noto Serif Georgian",
        "Noto Naskh Arabic",
    }.ToDictionary(family => family, family => new[] { $"{family.Replace(" ", "")}-Regular.ttf", $"{family.Replace(" ", "")}-Bold.ttf" });

    private const string Emoji = "NotoColorEmoji.ttf";

    /// <summary>Arrows, stars and ticks; slides are drawn without them too.</summary>
    private static readonly string[] Symbols = ["NotoSansSymbols-Bold.ttf", "NotoSansSymbols2-Regular.ttf", "NotoSansMath-Regular.ttf"];

    private static readonly string[] Needed =
    [
        .. Text.Where(family => family.Key.StartsWith("Noto Sans", StringComparison.Ordinal)).SelectMany(family => family.Value),
        Emoji,
    ];

    private static readonly string[] Welcome = [.. Text.Values.SelectMany(files => files).Except(Needed), .. Symbols];

    /// <summary>Where Debian's fonts-noto-core and fonts-noto-color-emoji put their files.</summary>
    private const string DebianFolder = "/usr/share/fonts/truetype/noto";

    private readonly Lazy<HashSet<int>> _characters;

    private FontFolder(IReadOnlyList<string> files, IReadOnlyList<string> missing)
    {
        Files = files;
        Missing = missing;
        _characters = new Lazy<HashSet<int>>(ReadCharacters);
    }

    /// <summary>What a template may set text in.</summary>
    public static IReadOnlyCollection<string> KnownFamilies => Text.Keys;

    public IReadOnlyList<string> Files { get; }

    /// <summary>Names of needed font files that are not there.</summary>
    public IReadOnlyList<string> Missing { get; }

    public static bool Knows(string family) => Text.ContainsKey(family);

    /// <summary>Names of the files that a family lacks here.</summary>
    public IEnumerable<string> MissingOf(string family) => Text[family].Where(name => !Files.Any(file => Path.GetFileName(file) == name));

    /// <param name="directory">Null: Debian's folder.</param>
    public static FontFolder Find(string? directory)
    {
        var folder = directory ?? DebianFolder;
        var files = Needed.Concat(Welcome).Select(name => Path.Combine(folder, name)).Where(File.Exists).ToList();
        return new FontFolder(files, [.. Needed.Where(name => !File.Exists(Path.Combine(folder, name)))]);
    }

    /// <summary>True when one of the named fonts has a glyph for it, or when it draws nothing by nature.</summary>
    public bool CanDraw(Rune character) => !Glyphs.HasInk(character) || _characters.Value.Contains(character.Value);

    /// <summary>Writes a folder that holds these fonts only, and the fontconfig file that points at it. Returns the file's path.</summary>
    public string WriteTo(string directory)
    {
        var fonts = Directory.CreateDirectory(Path.Combine(directory, "fonts")).FullName;
        foreach (var file in Files)
        {
            File.CreateSymbolicLink(Path.Combine(fonts, Path.GetFileName(file)), Path.GetFullPath(file));
        }

        var configuration = Path.Combine(directory, "fonts.conf");
        File.WriteAllText(
            configuration,
            $"""
            <?xml version="1.0"?>
            <!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
            <fontconfig>
              <dir>{System.Security.SecurityElement.Escape(fonts)}</dir>
              <cachedir>{System.Security.SecurityElement.Escape(Path.Combine(directory, "cache"))}</cachedir>
              <config><rescan><int>0</int></rescan></config>
              <match target="font">
                <edit name="antialias" mode="assign"><bool>true</bool></edit>
                <edit name="hinting" mode="assign"><bool>false</bool></edit>
                <edit name="rgba" mode="assign"><const>none</const></edit>
              </match>
              <!-- Colour emoji come as pictures of one size: scale them to the size of the text. -->
              <match target="font">
                <test name="outline"><bool>false</bool></test>
                <edit name="pixelsizefixupfactor" mode="assign">
                  <divide><name target="pattern">pixelsize</name><name target="font">pixelsize</name></divide>
                </edit>
                <edit name="matrix" mode="assign">
                  <times>
                    <name>matrix</name>
                    <matrix>
                      <name>pixelsizefixupfactor</name><double>0</double>
                      <double>0</double><name>pixelsizefixupfactor</name>
                    </matrix>
                  </times>
                </edit>
                <edit name="size" mode="assign"><divide><name>size</name><name>pixelsizefixupfactor</name></divide></edit>
              </match>
            </fontconfig>
            """
        );
        return configuration;
    }

    private HashSet<int> ReadCharacters()
    {
        var characters = new HashSet<int>();
        foreach (var file in Files)
        {
            CharacterMap.AddTo(characters, File.ReadAllBytes(file));
        }

        return characters;
    }
}
