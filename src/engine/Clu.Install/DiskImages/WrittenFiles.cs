namespace Clu.Install.DiskImages;

/// <summary>Follows <c>debugfs</c> while it fills a file system: it prints each command that it begins, in the order of the tree.</summary>
/// <param name="tree">What it writes.</param>
/// <param name="progress">Told the bytes of files that are written.</param>
internal sealed class WrittenFiles(RootTree tree, IProgress<long>? progress)
{
    private const string WriteCommand = "debugfs: write ";

    private readonly Queue<long> _lengths = new(tree.Entries.Select(entry => entry.Value).OfType<RootFile>().Select(file => file.Length));
    private long _current;
    private long _done;

    /// <summary>Takes a line of its output.</summary>
    public void Read(string line)
    {
        if (!line.StartsWith(WriteCommand, StringComparison.Ordinal) || !_lengths.TryDequeue(out long next))
            return;
        progress?.Report(_done += _current);
        _current = next;
    }
}
