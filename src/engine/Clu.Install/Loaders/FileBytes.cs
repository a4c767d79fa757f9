namespace Clu.Install.Loaders;

/// <summary>Compares files.</summary>
internal static class FileBytes
{
    private const int BufferBytes = 1 << 20;

    /// <summary>Whether both are there and have the same bytes.</summary>
    public static bool Equal(string first, string second) => File.Exists(first) && File.Exists(second) && BeginsWith(first, second, exact: true);

    /// <summary>Whether a file has the bytes of another at its beginning, and nothing more if that is asked.</summary>
    public static bool BeginsWith(string file, string beginning, bool exact)
    {
        using FileStream one = File.OpenRead(beginning);
        using FileStream other = File.OpenRead(file);
        if (exact ? other.Length != one.Length : other.Length < one.Length)
            return false;
        byte[] left = new byte[BufferBytes];
        byte[] right = new byte[BufferBytes];
        while (one.ReadAtLeast(left, BufferBytes, throwOnEndOfStream: false) is > 0 and int count)
        {
            if (other.ReadAtLeast(right.AsSpan(0, count), count, throwOnEndOfStream: false) != count || !left.AsSpan(0, count).SequenceEqual(right.AsSpan(0, count)))
                return false;
        }

        return true;
    }
}
