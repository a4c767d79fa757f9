using System.Security.Cryptography;
using Clu.Binary;
using Clu.Images.SquashFs.Tables;

namespace Clu.Images.SquashFs.Segments;

/// <summary>Writes a <see cref="SegmentRecord"/>.</summary>
internal static class SegmentRecordWriter
{
    internal static void Write(SquashFsSegment segment, Stream output)
    {
        using MemoryStream record = new();
        using BinaryWriter writer = new(record);
        writer.Write(SegmentRecord.Magic);
        writer.Write(SegmentRecord.Version);
        writer.Write((byte)segment.Settings.Codec);
        writer.Write((byte)segment.Settings.Level);
        writer.Write((byte)segment.Settings.BlockSize.Log);
        writer.Write(segment.DataLength);
        writer.Write(segment.ContentLength);
        writer.Write(segment.NodeCount);
        Dictionary<SegmentExtent, int> extents = Number(segment.Root);
        writer.Write(extents.Count);
        foreach (SegmentExtent extent in extents.Keys)
            Write(writer, extent);
        writer.Write(segment.Fragments.Count);
        foreach (FragmentEntry fragment in segment.Fragments)
        {
            writer.Write(fragment.Start);
            writer.Write(fragment.Word);
        }

        Write(writer, segment.Root, extents);
        writer.Flush();
        ReadOnlySpan<byte> bytes = record.GetBuffer().AsSpan(0, (int)record.Length);
        output.Write(bytes);
        output.Write(SHA256.HashData(bytes));
    }

    private static Dictionary<SegmentExtent, int> Number(SegmentNode root)
    {
        Dictionary<SegmentExtent, int> extents = [];
        Visit(root);
        return extents;

        void Visit(SegmentNode node)
        {
            if (node is SegmentFile file)
                extents.TryAdd(file.Extent, extents.Count);
            if (node is not SegmentDirectory directory)
                return;
            foreach ((_, SegmentNode child) in directory.Entries)
                Visit(child);
        }
    }

    private static void Write(BinaryWriter writer, SegmentExtent extent)
    {
        writer.Write(extent.Length);
        writer.Write(extent.Start);
        writer.Write(extent.Fragment);
        writer.Write(extent.FragmentOffset);
        foreach (uint word in extent.Words)
            writer.Write(word);
    }

    private static void Write(BinaryWriter writer, SegmentNode node, Dictionary<SegmentExtent, int> extents)
    {
        switch (node)
        {
            case SegmentDirectory directory:
                writer.Write(SegmentRecord.DirectoryTag);
                writer.Write(directory.Mode.Bits);
                writer.Write(directory.Entries.Length);
                foreach ((FileName name, SegmentNode child) in directory.Entries)
                {
                    writer.Write((byte)name.Span.Length);
                    writer.Write(name.Span);
                    Write(writer, child, extents);
                }

                break;
            case SegmentFile file:
                writer.Write(SegmentRecord.FileTag);
                writer.Write(file.Mode.Bits);
                writer.Write(extents[file.Extent]);
                break;
            case SegmentSymlink link:
                writer.Write(SegmentRecord.SymlinkTag);
                writer.Write((ushort)link.Target.Length);
                writer.Write(link.Target.Span);
                break;
        }
    }
}
