using Clu.Binary;
using Clu.Images.SquashFs.Segments;
using Clu.Images.SquashFs.Tables;
using Clu.Images.SquashFs.Writing;
using Clu.Images.Trees;

namespace Clu.Images.SquashFs;

/// <summary>
/// Writes a SquashFS 4.0 image out of segments, one for each entry of the root directory. The image starts where the stream stands and is
/// a function of the options, the entries and their order of addition: not of the number of workers, nor of the clock.
/// All owners are root; there are no extended attributes and no export table.
/// </summary>
public sealed class SquashFsWriter : IDisposable
{
    private readonly Stream _output;
    private readonly long _start;
    private readonly SquashFsOptions _options;
    private readonly SegmentSettings _settings;
    private readonly BlockPipeline _pipeline;
    private readonly ImageData _data;
    private readonly HashSet<FileName> _names = [];
    private readonly SortedDictionary<FileName, PlacedSegment> _placed = [];
    private readonly List<FragmentEntry> _fragments = [];
    private readonly IProgress<long>? _progress;
    private long _contentDone;
    private bool _finished;

    /// <summary>Starts an image.</summary>
    /// <param name="output">Seekable; the caller disposes it. Belongs to the writer until <see cref="Finish"/> or <see cref="Dispose"/>.</param>
    /// <param name="options">What the image depends on.</param>
    /// <param name="progress">Takes the bytes of content that are in the image so far, before compression; called from the writer's own thread.</param>
    /// <exception cref="CluException">The codec has no such level.</exception>
    public SquashFsWriter(Stream output, SquashFsOptions options, IProgress<long>? progress = null)
    {
        if (!output.CanSeek)
            throw new ArgumentException("the superblock is written last: the stream must be seekable", nameof(output));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Workers, 1, nameof(options));
        _output = output;
        _start = output.Position;
        _options = options;
        _settings = options.Segments;
        _progress = progress;
        byte[] compressorOptions = TableWriter.CompressorOptions(_settings);
        output.Write(new byte[Superblock.Size]);
        output.Write(compressorOptions);
        _data = new ImageData(output, Superblock.Size + compressorOptions.Length, Report);
        _pipeline = new BlockPipeline(_settings, options.Workers, _data);
    }

    /// <summary>Compresses a tree into the image. Returns when all of it is read, which is before it is written.</summary>
    /// <param name="name">Name in the root directory.</param>
    /// <param name="tree">A directory, a file or a link.</param>
    /// <param name="sink">Takes the segment beside the image; null for nowhere.</param>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    /// <exception cref="CluException">A file is shorter than it said, or nested too deep.</exception>
    public void Add(FileName name, ImageNode tree, ISegmentSink? sink = null)
    {
        TakeName(name);
        new SegmentBuilder(name, _pipeline, _settings).Build(tree, sink, segment => Place(name, segment, _data.Place));
    }

    /// <summary>Places a segment by byte copy.</summary>
    /// <param name="name">Name in the root directory.</param>
    /// <param name="segment">The segment.</param>
    /// <param name="data">Its data; read and disposed on the writer's thread, in order.</param>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    /// <exception cref="CluException">It was made with other settings than the image's.</exception>
    public void Append(FileName name, SquashFsSegment segment, Stream data)
    {
        if (segment.Settings != _settings)
            throw SquashFsErrors.SegmentMismatch(name, segment.Settings, _settings);
        TakeName(name);
        _pipeline.Submit(new SegmentStep(
            image =>
            {
                image.Begin(null);
                image.Copy(data, segment, name);
                image.Advance(segment.ContentLength);
                Place(name, segment, image.Place);
            },
            data.Dispose));
    }

    /// <summary>Waits for all data and writes the tables, the padding and the superblock. The stream then stands at the image's end.</summary>
    public SquashFsSummary Finish()
    {
        ObjectDisposedException.ThrowIf(_finished, this);
        _finished = true;
        _pipeline.Complete();
        Superblock superblock = new TableWriter(_output, _options).Write(
            _data.Position, _placed, _fragments);
        long used = (long)superblock.BytesUsed;
        long length = Alignment.Up(used, SquashFsLimits.ImageAlignment);
        _output.Write(new byte[length - used]);
        Span<byte> record = stackalloc byte[Superblock.Size];
        superblock.Write(record);
        _output.Position = _start;
        _output.Write(record);
        _output.Position = _start + length;
        _output.Flush();
        return new SquashFsSummary(length, used, superblock.InodeCount, _placed.Values.Sum(placed => placed.Segment.ContentLength));
    }

    /// <summary>Ends the threads; without <see cref="Finish"/> what was written is no image.</summary>
    public void Dispose() => _pipeline.Dispose();

    private void TakeName(FileName name)
    {
        if (!_names.Add(name))
            throw new ArgumentException($"the root directory has an entry '{name}' already", nameof(name));
    }

    private void Place(FileName name, SquashFsSegment segment, SegmentPlace place)
    {
        _placed[name] = new PlacedSegment(segment, place, (uint)_fragments.Count);
        foreach (FragmentEntry fragment in segment.Fragments)
            _fragments.Add(fragment with { Start = place.Of(fragment.Start) });
    }

    private void Report(long content) => _progress?.Report(_contentDone += content);
}
