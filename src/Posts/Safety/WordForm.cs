namespace Publisher.Posts.Safety;

/// <summary>Which part of a word is kept in the index, and so which endings may follow it in a text.</summary>
[Flags]
internal enum WordForm
{
    None = 0,

    /// <summary>The whole word, which ends in a consonant.</summary>
    AfterConsonant = 1,

    /// <summary>The whole word, which ends in a vowel.</summary>
    AfterVowel = 2,

    /// <summary>Without its last a: Анн-а.</summary>
    WithoutA = 4,

    /// <summary>Without its last i or й: Серге-й, ქართველ-ი.</summary>
    WithoutI = 8,

    /// <summary>Without its last e: ბერიძ-ე.</summary>
    WithoutE = 16,

    /// <summary>Declined like an adjective, up to its sk: Островидск-ий.</summary>
    Adjective = 32,

    /// <summary>Without the vowel before its last consonant: Павел, Павл-а.</summary>
    Fleeting = 64,
}
