using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Clu.Binary;
using Clu.Nix.StorePaths;
using Clu.Stores.Local;
using Clu.Stores.Native;
using Microsoft.Win32.SafeHandles;

namespace Clu.Stores.Collecting;

/// <summary>Names in a store's folder that belong to no object: of interrupted runs, locks, objects that were never registered.</summary>
/// <param name="layout">Where the store is.</param>
internal sealed partial class Leftovers(StoreLayout layout)
{
    private static readonly FileName _links = FileName.From(".links");

    private readonly NativePath _objects = NativePath.From(layout.Objects);

    /// <summary>Finds what nobody is known to use, in byte order.</summary>
    /// <param name="graph">The objects.</param>
    /// <returns>The names, with the store paths of those that have the form of one.</returns>
    public IEnumerable<(FileName Name, StorePath? Path)> Find(StoreGraph graph)
    {
        foreach (FileName name in NativeFiles.List(_objects))
        {
            if (name.Equals(_links))
                continue;
            if (StorePath.TryParse(name.ToString(), out StorePath? path))
            {
                if (!graph.Contains(path))
                    yield return (name, path);
            }
            else if (!IsUsed(name))
            {
                yield return (name, null);
            }
        }
    }

    /// <summary>Removes one.</summary>
    /// <returns>Bytes freed.</returns>
    public long Remove(FileName name) => TreeRemoval.Remove(_objects[name]);

    /// <summary>Removes from <c>.links</c> what nothing shares any more.</summary>
    /// <returns>How many names went.</returns>
    public int RemoveUnusedLinks()
    {
        NativePath links = NativePath.From(layout.Links);
        if (NativeFiles.Find(links)?.Kind != FileKind.Directory)
            return 0;
        int removed = 0;
        foreach (FileName name in NativeFiles.List(links))
        {
            if (NativeFiles.Find(links[name]) is not { Kind: FileKind.Regular or FileKind.Symlink, Links: 1 })
                continue;
            NativeFiles.Remove(links[name]);
            removed++;
        }

        return removed;
    }

    /// <summary>
    /// Whether a running Nix has it: the newest locks its folders, and Nix 2.8 names them by its process. Its own collector does not spare the
    /// latter.
    /// </summary>
    private bool IsUsed(FileName name)
    {
        string text = name.ToString();
        if (OfProcess().Match(text) is { Success: true } match
            && int.TryParse(match.Groups["process"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int process)
            && process > 0
            && (Libc.Signal(process, 0) == 0 || Marshal.GetLastPInvokeError() != Libc.NoProcess))
        {
            return true;
        }

        return text.StartsWith("tmp-", StringComparison.Ordinal) && IsLocked(_objects[name]);
    }

    private static bool IsLocked(NativePath path)
    {
        int opened = Libc.Open(path.Terminated, Libc.OpenReadOnly | Libc.OpenDirectoryOnly | Libc.OpenNoFollow | Libc.OpenCloseOnExec);
        if (opened < 0)
            return false;
        using SafeFileHandle file = new(opened, ownsHandle: true);
        return Libc.Lock(opened, Libc.LockExclusive | Libc.LockNonBlocking) != 0;
    }

    [GeneratedRegex(@"^(add|\.tmp-link)-(?<process>[0-9]+)-[0-9]+$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex OfProcess();
}
