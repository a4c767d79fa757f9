using Clu.Images.SquashFs.Segments;
using Clu.Images.SquashFs.Tables;

namespace Clu.Images.SquashFs;

/// <summary>
/// All that SquashFS needs of one store object, but for its data: tree, positions within the data, fragment blocks.
/// It depends on the object's tree and on <see cref="Settings"/> only, so that it can be kept and placed in any image.
/// </summary>
public sealed class SquashFsSegment
{
    internal SquashFsSegment(SegmentSettings settings, SegmentNode root, IReadOnlyList<FragmentEntry> fragments, long dataLength, long contentLength, int nodeCount)
    {
        Settings = settings;
        Root = root;
        Fragments = fragments;
        DataLength = dataLength;
        ContentLength = contentLength;
        NodeCount = nodeCount;
    }

    /// <summary>What it was made with.</summary>
    public SegmentSettings Settings { get; }

    /// <summary>Bytes of its data: compressed blocks and fragment blocks.</summary>
    public long DataLength { get; }

    /// <summary>Bytes of its files before compression and removal of duplicates.</summary>
    public long ContentLength { get; }

    /// <summary>Directories, files and links.</summary>
    public int NodeCount { get; }

    internal SegmentNode Root { get; }

    internal IReadOnlyList<FragmentEntry> Fragments { get; }

    /// <summary>The blocks that are a whole file, in the order of the data: equal ones of other segments may take their place.</summary>
    internal IEnumerable<SegmentExtent> BlocksOfOneFile() => Files(Root)
        .Select(file => file.Extent).Where(extent => extent.IsOneBlock && extent.Words[0] != 0).Distinct().OrderBy(extent => extent.Start);

    private static IEnumerable<SegmentFile> Files(SegmentNode node) => node switch
    {
        SegmentFile file => [file],
        SegmentDirectory directory => directory.Entries.SelectMany(entry => Files(entry.Value)),
        _ => [],
    };

    /// <summary>Writes the record that <see cref="Read"/> takes; the data is not part of it.</summary>
    public void Write(Stream output) => SegmentRecordWriter.Write(this, output);

    /// <summary>Reads a record to the end of the stream.</summary>
    /// <exception cref="Clu.Binary.MalformedDataException">It is no such record, of another version, or not what its hash says.</exception>
    public static SquashFsSegment Read(Stream input) => SegmentRecordReader.Read(input);
}
