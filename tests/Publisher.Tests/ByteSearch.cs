namespace Publisher.Tests;

/// <summary>Looks at every byte of every file of a folder, free pages, logs and temporary files included.</summary>
internal static class ByteSearch
{
    /// <summary>Names of the files that hold the bytes.</summary>
    public static IReadOnlyList<string> Find(string folder, ReadOnlySpan<byte> wanted)
    {
        var found = new List<string>();
        foreach (
            var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(path => Path.GetFileName(path) != "lock")
        )
        {
            if (Read(path).AsSpan().IndexOf(wanted) >= 0)
            {
                found.Add(Path.GetRelativePath(folder, path));
            }
        }

        return found;
    }

    /// <summary>What another process, or this one, has open may be read nonetheless; what is destroyed meanwhile holds nothing.</summary>
    private static byte[] Read(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            file.CopyTo(bytes);
            return bytes.ToArray();
        }
        catch (FileNotFoundException)
        {
            return [];
        }
    }
}
