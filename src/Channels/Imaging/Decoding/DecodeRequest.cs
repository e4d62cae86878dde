namespace Publisher.Channels.Imaging.Decoding;

/// <param name="Orientation">EXIF's 1 to 8; the file itself holds no EXIF any more.</param>
internal sealed record DecodeRequest(UploadType Type, int Orientation, byte[] File);
