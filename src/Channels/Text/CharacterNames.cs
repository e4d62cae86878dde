using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Publisher.Channels.Text;

/// <summary>What Unicode calls a character, asked of ICU, which .NET has loaded anyway for languages.</summary>
internal static class CharacterNames
{
    /// <summary>Its versions stand in its file's and its functions' names; .NET looks for them in the same way.</summary>
    private const int NewestVersion = 120;

    private const int OldestVersion = 50;

    /// <summary>ICU's <c>U_EXTENDED_CHAR_NAME</c>: what has no name is told by its kind, such as <c>&lt;private use area-E000&gt;</c>.</summary>
    private const int Extended = 2;

    private const int LongestName = 128;

    private static readonly Lazy<AskName?> Ask = new(Find);

    /// <summary>ICU's <c>u_charName</c>.</summary>
    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int AskName(int code, int choice, byte[] name, int capacity, ref int error);

    /// <summary>The code point and the name, as in <c>U+A66E CYRILLIC LETTER MULTIOCULAR O</c>; where ICU is missing the code point alone.</summary>
    public static string Of(Rune character)
    {
        var (name, error) = (new byte[LongestName], 0);
        var length = Ask.Value?.Invoke(character.Value, Extended, name, name.Length, ref error) ?? 0;
        return $"U+{character.Value:X4} {Encoding.ASCII.GetString(name, 0, Math.Clamp(length, 0, name.Length))}".TrimEnd();
    }

    private static AskName? Find()
    {
        for (var version = NewestVersion; version >= OldestVersion; version--)
        {
            var number = version.ToString(CultureInfo.InvariantCulture);
            if (
                NativeLibrary.TryLoad($"libicuuc.so.{number}", out var library)
                && NativeLibrary.TryGetExport(library, $"u_charName_{number}", out var function)
            )
            {
                return Marshal.GetDelegateForFunctionPointer<AskName>(function);
            }
        }

        return null;
    }
}
