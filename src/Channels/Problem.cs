namespace Publisher.Channels;

/// <summary>One thing that is wrong, said so that an editor can mend it: the field, a stable code, and a sentence with limit and value.</summary>
/// <param name="Code">snake_case and stable, such as <c>missing_language</c>.</param>
/// <param name="Field">Path in the request or the variant, such as <c>texts.ru.title</c>; null when it concerns the whole.</param>
public sealed record Problem(string Code, string? Field, string Message);

/// <summary>Something an editor should know, but that stops nothing.</summary>
public sealed record Warning(string Code, string Message);
