using Clu.Binary;
using Clu.Images.SquashFs;
using Clu.Images.Trees;
using Clu.Nix.StorePaths;

namespace Clu.Media.Inspection.StoreImages;

/// <summary>
/// Compares kernels and initial ramdisks beside the store with those in it, where their paths say what they are copies of:
/// <c>/boot/nix/store/HASH-NAME/FILE</c>. The store's own are known by their hash.
/// </summary>
internal sealed class BootFileVerifier(MediumFiles files, IReadOnlyList<MenuEntry> menu, FindingList findings)
{
    private const string Folder = "/boot";
    private const int BufferLength = 1 << 16;

    /// <summary>Compares every boot file of the menu.</summary>
    /// <exception cref="CluException">The store is damaged there.</exception>
    public void Run(StoreTree tree, CancellationToken cancel)
    {
        foreach (string path in menu.SelectMany(entry => entry.Initrds.Append(entry.Kernel)).OfType<string>().Distinct())
        {
            cancel.ThrowIfCancellationRequested();
            if (path.StartsWith($"{Folder}{StoreDirectory.Default}/", StringComparison.Ordinal) && files.Find(path) is { } copy)
                Compare(path, copy, tree.Find(path[Folder.Length..]));
        }
    }

    private void Compare(string path, IFileContent copy, SquashFsNode? original)
    {
        if (original is SquashFsFile file && !IsSame(copy, file))
            findings.Error($"{path} is not the file of the store that it is named after");
    }

    private static bool IsSame(IFileContent one, SquashFsFile other)
    {
        if (one.Length != other.Length)
            return false;
        using Stream first = one.Open();
        using Stream second = other.Open();
        byte[] a = new byte[BufferLength];
        byte[] b = new byte[BufferLength];
        for (long left = one.Length; left > 0; left -= BufferLength)
        {
            int count = (int)Math.Min(left, BufferLength);
            first.ReadExactly(a, 0, count);
            second.ReadExactly(b, 0, count);
            if (!a.AsSpan(0, count).SequenceEqual(b.AsSpan(0, count)))
                return false;
        }

        return true;
    }
}
