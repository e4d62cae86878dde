namespace Publisher.Tests.Channels.Imaging.Corpus;

/// <summary>What may be read in a clean file by tools that are not ours: sizes and codings, and times and words that are empty.</summary>
internal static class AllowedTags
{
    /// <summary>What exiftool works out from the file's being a file, not from anything inside.</summary>
    private static readonly string[] OfTheFileItself = ["SourceFile", "ExifTool", "System", "File", "Composite"];

    private static readonly HashSet<string> Png = Split("ImageWidth ImageHeight BitDepth ColorType Compression Filter Interlace");
    private static readonly HashSet<string> WebP = Split("VP8Version ImageWidth ImageHeight HorizontalScale VerticalScale AlphaIsUsed");

    private static readonly HashSet<string> Film = Split(
        "MajorBrand MinorVersion CompatibleBrands MovieHeaderVersion TimeScale Duration PreferredRate PreferredVolume MatrixStructure "
            + "NextTrackID Free MediaDataSize MediaDataOffset MediaData TrackHeaderVersion TrackID TrackDuration TrackLayer TrackVolume "
            + "ImageWidth ImageHeight Unknown_edts MediaHeaderVersion MediaTimeScale MediaDuration GraphicsMode OpColor CompressorID "
            + "SourceImageWidth SourceImageHeight XResolution YResolution BitDepth AVCConfiguration PixelAspectRatio BufferSize MaxBitrate "
            + "AverageBitrate VideoFrameRate SyncSampleTable CompositionTimeToSample SampleToChunk SampleSizes ChunkOffset Balance AudioFormat "
            + "AudioChannels AudioBitsPerSample AudioSampleRate Unknown_esds Unknown_btrt TimeToSampleTable SampleGroupDescription "
            + "SampleToGroup Rotation Unknown_free"
    );

    /// <summary>These stand in every film; what they say must be nothing.</summary>
    private static readonly Dictionary<string, string[]> Values = new()
    {
        ["CreateDate"] = ["0000:00:00 00:00:00"],
        ["ModifyDate"] = ["0000:00:00 00:00:00"],
        ["TrackCreateDate"] = ["0000:00:00 00:00:00"],
        ["TrackModifyDate"] = ["0000:00:00 00:00:00"],
        ["MediaCreateDate"] = ["0000:00:00 00:00:00"],
        ["MediaModifyDate"] = ["0000:00:00 00:00:00"],
        ["PreviewTime"] = ["0 s"],
        ["PreviewDuration"] = ["0 s"],
        ["PosterTime"] = ["0 s"],
        ["SelectionTime"] = ["0 s"],
        ["SelectionDuration"] = ["0 s"],
        ["CurrentTime"] = ["0 s"],
        ["MediaLanguageCode"] = ["und"],
        ["HandlerType"] = ["Video Track", "Audio Track"],
    };

    /// <param name="tag">As exiftool names it with its group.</param>
    public static bool Allows(string extension, string tag, string value)
    {
        var parts = tag.Split(':');
        return OfTheFileItself.Contains(parts[0]) || (parts.Length == 2 && AllowsName(extension, parts[1], value));
    }

    /// <param name="name">Without its group, as mat2 names it.</param>
    public static bool AllowsName(string extension, string name, string value) =>
        extension switch
        {
            ".png" => Png.Contains(name),
            ".webp" => WebP.Contains(name),
            ".mp4" => Film.Contains(name) || (Values.TryGetValue(name, out var allowed) && allowed.Contains(value)),
            _ => false,
        };

    private static HashSet<string> Split(string names) => [.. names.Split(' ')];
}
