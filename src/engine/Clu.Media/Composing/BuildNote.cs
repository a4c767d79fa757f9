using System.Globalization;

namespace Clu.Media.Composing;

/// <summary>Remembers which file came from which plan, so that a build with nothing changed writes nothing.</summary>
/// <param name="folder">Folder of the notes.</param>
internal sealed class BuildNote(string folder)
{
    /// <summary>SHA-256 of the file, if it is still the one that was made from the plan.</summary>
    public string? Find(byte[] planDigest, string file)
    {
        string note = PathOf(planDigest);
        FileInfo there = new(file);
        if (!File.Exists(note) || !there.Exists)
            return null;
        string[] fields = File.ReadAllText(note).TrimEnd('\n').Split('\t');
        return fields.Length == 2 && fields[0] == Stamp(there) ? fields[1] : null;
    }

    /// <summary>Remembers a file.</summary>
    public void Write(byte[] planDigest, string file, string sha256)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(PathOf(planDigest), $"{Stamp(new FileInfo(file))}\t{sha256}\n");
    }

    private static string Stamp(FileInfo file) =>
        string.Create(CultureInfo.InvariantCulture, $"{file.FullName} {file.Length} {file.LastWriteTimeUtc.Ticks}");

    private string PathOf(byte[] planDigest) => Path.Combine(folder, Convert.ToHexStringLower(planDigest));
}
