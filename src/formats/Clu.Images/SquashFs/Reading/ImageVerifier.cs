using System.Globalization;
using Clu.Binary;

namespace Clu.Images.SquashFs.Reading;

/// <summary>Reads all of an image, each directory once and each file once, and counts.</summary>
internal sealed class ImageVerifier(SquashFsImage image, IProgress<long>? progress)
{
    private readonly Dictionary<uint, ulong> _seen = [];
    private long _directories;
    private long _files;
    private long _symlinks;
    private long _others;
    private long _content;

    internal SquashFsContents Run(SquashFsDirectory root)
    {
        _ = IsNew(root);
        Visit(root, 0);
        return new SquashFsContents(_directories, _files, _symlinks, _others, _content);
    }

    private void Visit(SquashFsDirectory directory, int depth)
    {
        if (depth > SquashFsLimits.MaxDepth)
        {
            throw SquashFsImage.Malformed(
                -1, "directory depth", MalformedReason.LimitExceeded, "at most " + SquashFsLimits.MaxDepth.ToString(CultureInfo.InvariantCulture), "more");
        }

        _directories++;
        foreach ((_, SquashFsNode node) in directory.Entries())
        {
            bool isNew = IsNew(node);
            switch (node)
            {
                case SquashFsDirectory child:
                    if (!isNew)
                        throw SquashFsImage.Malformed(-1, "directory", MalformedReason.Inconsistent, "one name for each directory", "two");
                    Visit(child, depth + 1);
                    break;
                case SquashFsFile file:
                    _files++;
                    if (isNew)
                        Read(file);
                    break;
                case SquashFsSymlink:
                    _symlinks++;
                    break;
                default:
                    _others++;
                    break;
            }
        }
    }

    /// <summary>An inode number that was not seen; two inodes of one number would share their content in the kernel's cache.</summary>
    private bool IsNew(SquashFsNode node)
    {
        if (_seen.TryAdd(node.InodeNumber, node.Header.Reference))
            return true;
        return _seen[node.InodeNumber] == node.Header.Reference
            ? false
            : throw SquashFsImage.Malformed(
                -1, "inode number", MalformedReason.Inconsistent, "one inode of each number", node.InodeNumber.ToString(CultureInfo.InvariantCulture));
    }

    private void Read(SquashFsFile file)
    {
        using SquashFsFileStream content = new(image, file);
        content.Check();
        _content += file.Length;
        progress?.Report(_content);
    }
}
