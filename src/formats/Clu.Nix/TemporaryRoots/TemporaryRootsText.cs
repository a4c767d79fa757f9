using System.Buffers;
using System.Text;
using Clu.Binary;
using Clu.Nix.StorePaths;

namespace Clu.Nix.TemporaryRoots;

/// <summary>
/// What a running process says that it needs: absolute store paths, each ended by a NUL. Where the files are and who locks them:
/// <c>docs/formats/roots.md</c>.
/// </summary>
public static class TemporaryRootsText
{
    private const string Format = "temporary roots";

    /// <summary>Reads a file of temporary roots.</summary>
    /// <param name="text">
    /// Its bytes. What follows the last NUL is passed over: the process is writing it, and does not rely on it yet.
    /// </param>
    /// <param name="directory">The store directory.</param>
    /// <returns>The paths in the order of the file; a path can be there more than once.</returns>
    /// <exception cref="MalformedDataException">Something between two NULs is no store path, or the file is over a limit.</exception>
    public static IReadOnlyList<StorePath> Read(ReadOnlySpan<byte> text, StoreDirectory directory)
    {
        if (text.Length > TemporaryRootsLimits.MaxLength)
            throw Malformed(0, "length", MalformedReason.LimitExceeded, $"at most {TemporaryRootsLimits.MaxLength} bytes", $"{text.Length}");
        List<StorePath> paths = [];
        for (int at = 0, length; (length = text[at..].IndexOf((byte)0)) >= 0; at += length + 1)
        {
            if (length > TemporaryRootsLimits.MaxPathLength)
                throw Malformed(at, "path", MalformedReason.LimitExceeded, $"at most {TemporaryRootsLimits.MaxPathLength} bytes", $"{length}");
            // What is not ASCII is no store path, whatever it is read as.
            string path = Encoding.Latin1.GetString(text.Slice(at, length));
            paths.Add(directory.TryParse(path, out StorePath? found)
                ? found
                : throw Malformed(at, "path", MalformedReason.InvalidValue, $"a store path in {directory.Path}", $"'{Shown(path)}'"));
        }

        return paths;
    }

    /// <summary>Adds paths to a file.</summary>
    public static void Write(IEnumerable<StorePath> paths, StoreDirectory directory, IBufferWriter<byte> output)
    {
        foreach (StorePath path in paths)
        {
            Encoding.ASCII.GetBytes(directory.Print(path), output);
            output.Write([(byte)0]);
        }
    }

    private static string Shown(string text) => text.Length <= 100 ? text : $"{text.AsSpan(0, 100)}…";

    private static MalformedDataException Malformed(long offset, string field, MalformedReason reason, string expected, string actual) =>
        new(Format, offset, field, reason, expected, actual);
}
