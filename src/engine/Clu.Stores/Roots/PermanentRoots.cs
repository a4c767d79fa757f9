using System.Runtime.InteropServices;
using System.Text;
using Clu.Binary;
using Clu.Nix.StorePaths;
using Clu.Stores.Local;
using Clu.Stores.Native;

namespace Clu.Stores.Roots;

/// <summary>
/// The roots that stay: links below <c>gcroots</c> and <c>profiles</c> that lead into the store, at once or by one other link, and regular
/// files there that are named as an object is.
/// </summary>
/// <param name="layout">Where the store keeps them.</param>
/// <param name="directory">The store directory.</param>
/// <param name="isValid">Whether the store has an object.</param>
internal sealed class PermanentRoots(StoreLayout layout, StoreDirectory directory, Predicate<StorePath> isValid)
{
    private readonly List<StoreRoot> _found = [];
    private readonly List<NativePath> _stale = [];

    /// <summary>Links below <c>gcroots/auto</c> to what is gone, of the last search.</summary>
    public IReadOnlyList<NativePath> Stale => _stale;

    /// <summary>Finds them. Where nobody may look there is no root, as Nix sees it.</summary>
    /// <exception cref="CluException">CLU0301: the disk does not deliver.</exception>
    public IReadOnlyList<StoreRoot> Find()
    {
        _found.Clear();
        _stale.Clear();
        Search(NativePath.From(layout.GcRoots));
        Search(NativePath.From(layout.Profiles));
        // A profile and its generation are one root.
        return [.. _found.Distinct()];
    }

    private void Search(NativePath path)
    {
        try
        {
            switch (NativeFiles.Find(path)?.Kind)
            {
                case FileKind.Directory:
                    foreach (FileName name in NativeFiles.List(path))
                        Search(path[name]);
                    break;
                case FileKind.Symlink:
                    Follow(path, NativeFiles.ReadLink(path));
                    break;
                case FileKind.Regular:
                    if (StorePath.TryParse(Path.GetFileName(path.ToString()), out StorePath? named) && isValid(named))
                        _found.Add(new StoreRoot(path.ToString(), named));
                    break;
            }
        }
        catch (CluException) when (Marshal.GetLastPInvokeError() is Libc.NoEntry or Libc.NoAccess or Libc.NotADirectory)
        {
            // Removed meanwhile, or not for this user.
        }
    }

    private void Follow(NativePath link, byte[] target)
    {
        if (IsInside(target))
        {
            Add(link, target);
            return;
        }

        NativePath second = Resolve(link, target);
        if (NativeFiles.Find(second) is not { } status)
        {
            if (link.Bytes.StartsWith(Encoding.UTF8.GetBytes($"{layout.AutomaticRoots}/")))
                _stale.Add(link);
        }
        else if (status.Kind == FileKind.Symlink)
        {
            byte[] last = NativeFiles.ReadLink(second);
            if (IsInside(last))
                Add(second, last);
        }
    }

    /// <summary>Where a link leads. Each byte becomes one character on the way, so that a path that is no text is not changed.</summary>
    private static NativePath Resolve(NativePath link, byte[] target)
    {
        string folder = Path.GetDirectoryName(Encoding.Latin1.GetString(link.Bytes))!;
        return NativePath.From(Encoding.Latin1.GetBytes(Path.GetFullPath(Encoding.Latin1.GetString(target), folder)));
    }

    private bool IsInside(byte[] target) => target.AsSpan().StartsWith(Encoding.UTF8.GetBytes($"{directory.Path}/"));

    private void Add(NativePath link, byte[] target)
    {
        if (directory.TryParseInside(Encoding.UTF8.GetString(target), out StorePath? path, out _) && isValid(path))
            _found.Add(new StoreRoot(link.ToString(), path));
    }
}
