using Clu.Binary;
using Clu.Images.SquashFs.Segments;
using Clu.Images.SquashFs.Tables;
using Clu.Images.Trees;

namespace Clu.Images.SquashFs.Writing;

/// <summary>Turns one tree into a segment: plans the order, stores the contents, then makes the tree of nodes.</summary>
internal sealed class SegmentBuilder(FileName name, BlockPipeline pipeline, SegmentSettings settings)
{
    private readonly List<PlannedFile> _files = [];
    private readonly List<FragmentEntry> _fragments = [];
    private SegmentExtent[] _extents = [];
    private int _nodeCount;
    private int _fileIndex;
    private long _contentLength;

    /// <summary>Reads the tree and submits all blocks. Returns before they are written.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="sink">Where the segment goes beside the image; null for nowhere.</param>
    /// <param name="done">Takes the finished segment, on the writer's thread.</param>
    internal void Build(ImageNode tree, ISegmentSink? sink, Action<SquashFsSegment> done)
    {
        Plan(name, tree, 0);
        pipeline.Submit(new SegmentStep(data => data.Begin(sink)));
        _extents = new SegmentExtent[_files.Count];
        PlannedFile[] order = [.. _files];
        Array.Sort(order, ContentOrder.Compare);
        using (ContentPacker packer = new(pipeline, settings.BlockSize, _fragments))
        {
            DuplicateFinder duplicates = new(order, settings.BlockSize);
            foreach (PlannedFile file in order)
                _extents[file.Ordinal] = packer.Store(file, duplicates);
            packer.Flush();
        }

        SegmentNode root = Node(tree);
        pipeline.Submit(new SegmentStep(data =>
        {
            data.AdvanceTo(_contentLength);
            SquashFsSegment segment = new(settings, root, _fragments, data.SegmentLength, _contentLength, _nodeCount);
            data.Sink?.Complete(segment);
            done(segment);
        }));
    }

    private void Plan(FileName at, ImageNode node, int depth)
    {
        if (depth >= SquashFsLimits.MaxDepth)
            throw SquashFsErrors.TooDeep(name);
        _nodeCount++;
        if (node is ImageFile file)
        {
            _contentLength += file.Content.Length;
            _files.Add(new PlannedFile(at, _files.Count, file.Content));
        }
        else if (node is ImageDirectory directory)
        {
            foreach ((FileName child, ImageNode entry) in directory.Entries)
                Plan(child, entry, depth + 1);
        }
    }

    /// <summary>Visits the tree in the order of <see cref="Plan"/>, so that the n-th file has the n-th extent.</summary>
    private SegmentNode Node(ImageNode node) => node switch
    {
        ImageDirectory directory => new SegmentDirectory(
            directory.Mode, [.. directory.Entries.Select(entry => KeyValuePair.Create(entry.Key, Node(entry.Value)))]),
        ImageFile file => new SegmentFile(file.Mode, _extents[_fileIndex++]),
        ImageSymlink link => new SegmentSymlink(link.Target),
        _ => throw new ArgumentException($"unknown node {node.GetType()}", nameof(node)),
    };
}
