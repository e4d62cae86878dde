namespace Publisher.Channels.Imaging;

/// <summary>Section <c>Imaging</c> of the settings.</summary>
public sealed class ImagingOptions
{
    public const string Section = "Imaging";

    /// <summary>Where the Noto font files lie; null: where Debian's packages put them.</summary>
    public string? FontDirectory { get; set; }

    /// <summary>
    /// A private folder for the temporary files of videos; what a dead process left there is deleted at start.
    /// Null: a fresh folder below the system's temporary one.
    /// </summary>
    public string? WorkDirectory { get; set; }

    /// <summary>A folder with one folder for each slide template of the newsroom's own; null: those that are shipped, alone.</summary>
    public string? TemplateDirectory { get; set; }

    /// <summary>Name or path of ffmpeg; ffprobe is looked for beside it.</summary>
    public string Ffmpeg { get; set; } = "ffmpeg";
}
