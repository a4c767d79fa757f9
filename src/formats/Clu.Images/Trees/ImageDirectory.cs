using Clu.Binary;

namespace Clu.Images.Trees;

/// <summary>A directory: entries sorted by the bytes of their names.</summary>
/// <param name="mode">Permission bits; null is 0555, as in a Nix store.</param>
public sealed class ImageDirectory(UnixPermissions? mode = null) : ImageNode
{
    private readonly SortedDictionary<FileName, ImageNode> _entries = [];

    /// <summary>Permission bits.</summary>
    public UnixPermissions Mode { get; } = mode ?? UnixPermissions.ReadOnlyExecutable;

    /// <summary>Entries in byte order of their names.</summary>
    public IReadOnlyCollection<KeyValuePair<FileName, ImageNode>> Entries => _entries;

    /// <summary>Adds an entry.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public void Add(FileName name, ImageNode node) => _entries.Add(name, node);

    /// <summary>Looks an entry up; null when there is none.</summary>
    public ImageNode? Find(FileName name) => _entries.GetValueOrDefault(name);

    /// <summary>Adds a node at a slash-separated path, making the directories on the way with this directory's mode.</summary>
    /// <exception cref="ArgumentException">A part is no name, a parent is no directory, or the last name is taken.</exception>
    public void AddPath(string path, ImageNode node)
    {
        string[] parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0)
            throw new ArgumentException($"'{path}' names no entry", nameof(path));
        ImageDirectory at = this;
        foreach (string part in parts.AsSpan(..^1))
        {
            FileName name = FileName.From(part);
            switch (at.Find(name))
            {
                case null:
                    ImageDirectory made = new(Mode);
                    at.Add(name, made);
                    at = made;
                    break;
                case ImageDirectory found:
                    at = found;
                    break;
                default:
                    throw new ArgumentException($"'{part}' in '{path}' is no directory", nameof(path));
            }
        }

        at.Add(FileName.From(parts[^1]), node);
    }

    /// <summary>Looks a node up by its slash-separated path; null when it or a parent is missing.</summary>
    public ImageNode? FindPath(string path)
    {
        ImageNode? at = this;
        foreach (string part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
            at = (at as ImageDirectory)?.Find(FileName.From(part));
        return at;
    }
}
