using Clu.Binary;

namespace Clu.Nix.Archives;

/// <summary>Takes one file out of an archive.</summary>
public static class NarFile
{
    /// <summary>Copies the content of a file; the archive is read to its end.</summary>
    /// <param name="archive">The archive, at its start.</param>
    /// <param name="path">The names on the way to the file; none for an archive that is a file.</param>
    /// <param name="output">Gets the content.</param>
    /// <returns>Whether there is such a file.</returns>
    /// <exception cref="MalformedDataException">The archive is malformed; something may have been copied.</exception>
    public static bool Copy(NarReader archive, IReadOnlyList<FileName> path, Stream output)
    {
        int depth = 0, matched = 0;
        bool found = false;
        while (archive.Read())
        {
            switch (archive.Event)
            {
                case NarEvent.BeginDirectory:
                    depth++;
                    break;
                case NarEvent.EndDirectory:
                    depth--;
                    matched = Math.Min(matched, Math.Max(0, depth - 1));
                    break;
                case NarEvent.Entry:
                    // Names of branches that are not on the way are passed over.
                    if (matched >= depth - 1)
                        matched = depth - 1 < path.Count && archive.Name == path[depth - 1] ? depth : depth - 1;
                    break;
                case NarEvent.File when matched == path.Count && depth == path.Count && !found:
                    archive.Content.CopyTo(output);
                    found = true;
                    break;
            }
        }

        return found;
    }
}
