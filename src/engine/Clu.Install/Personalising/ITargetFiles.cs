namespace Clu.Install.Personalising;

/// <summary>
/// The files of a system's closure, before it is on any disk. Paths are below the toplevel, without a slash in front
/// (<c>etc/passwd</c>), or absolute ones of the store.
/// </summary>
public interface ITargetFiles
{
    /// <summary>Content of a regular file as text; null when there is none, or it leads out of the closure.</summary>
    /// <exception cref="Clu.Binary.CluException">The store cannot be read.</exception>
    string? ReadText(string path);

    /// <summary>Whether something is there: a file, a folder, a link, whatever it leads to.</summary>
    bool Has(string path);

    /// <summary>Names in a folder, in byte order; empty when there is none.</summary>
    IReadOnlyList<string> List(string path);
}
