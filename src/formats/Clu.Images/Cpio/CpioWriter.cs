using Clu.Binary;
using Clu.Images.Trees;

namespace Clu.Images.Cpio;

/// <summary>
/// Writes a tree as a "newc" cpio archive, the form of a Linux initial ramdisk: parents before children, siblings in byte order,
/// everything owned by root. The tree's root itself is not an entry. The length is a multiple of 4, so archives can be concatenated.
/// </summary>
/// <remarks>Layout: <c>docs/formats/cpio.md</c>.</remarks>
public static class CpioWriter
{
    /// <summary>Writes one archive.</summary>
    /// <param name="root">What the archive holds.</param>
    /// <param name="destination">Gets the archive; only written, never sought.</param>
    /// <param name="time">Modification time of every entry, whole seconds from 1970 to 2106; null is 1970-01-01.</param>
    /// <returns>Bytes written.</returns>
    /// <exception cref="CluException">CLU0201: a path or file is too large for the format.</exception>
    public static long Write(ImageDirectory root, Stream destination, DateTimeOffset? time = null)
    {
        Output output = new(destination, checked((uint)(time?.ToUnixTimeSeconds() ?? 0)));
        output.Children(root, []);
        output.Entry(CpioHeader.Trailer, mode: 0, 0);
        return output.Length;
    }

    private sealed class Output(Stream destination, uint time)
    {
        private uint _inode;

        public long Length { get; private set; }

        public void Children(ImageDirectory directory, byte[] prefix)
        {
            foreach ((FileName name, ImageNode node) in directory.Entries)
            {
                byte[] path = [.. prefix, .. name.Span];
                Node(path, node);
                if (node is ImageDirectory child)
                    Children(child, [.. path, (byte)'/']);
            }
        }

        private void Node(byte[] path, ImageNode node)
        {
            if (path.Length >= CpioLimits.MaxName)
                throw ImageErrors.CpioPathTooLong(path);
            _inode++;
            uint mode = UnixFileType.ModeOf(node);
            switch (node)
            {
                case ImageFile { Content: IFileContent content }:
                    if (content.Length > CpioLimits.MaxFileLength)
                        throw ImageErrors.CpioFileTooLong(path, content.Length);
                    Entry(path, mode, (uint)content.Length);
                    Length += ExactCopy.Copy(content, destination);
                    Pad();
                    break;
                case ImageSymlink link:
                    Entry(path, mode, (uint)link.Target.Length);
                    Bytes(link.Target.Span);
                    Pad();
                    break;
                default:
                    Entry(path, mode, 0);
                    break;
            }
        }

        public void Entry(ReadOnlySpan<byte> path, uint mode, uint length)
        {
            Span<byte> header = stackalloc byte[CpioLimits.HeaderLength];
            uint inode = mode == 0 ? 0 : _inode;
            new CpioHeader(inode, mode, 0, 0, LinkCount: 1, mode == 0 ? 0 : time, length, 0, 0, 0, 0, (uint)path.Length + 1, 0).Write(header);
            Bytes(header);
            Bytes(path);
            Bytes([0]);
            Pad();
        }

        private void Pad() => Bytes(stackalloc byte[(int)(Alignment.Up(Length, CpioLimits.Alignment) - Length)]);

        private void Bytes(ReadOnlySpan<byte> bytes)
        {
            destination.Write(bytes);
            Length += bytes.Length;
        }
    }
}
