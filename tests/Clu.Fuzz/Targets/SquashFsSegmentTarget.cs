using System.Security.Cryptography;
using Clu.Binary;
using Clu.Images.SquashFs;
using Clu.Images.Trees;

namespace Clu.Fuzz.Targets;

/// <summary>Reads the record of a kept segment; its hash is made right first, so that what lies behind it is reached.</summary>
public sealed class SquashFsSegmentTarget : IFuzzTarget
{
    public string Name => "squashfs-segment";

    public IEnumerable<byte[]> Seeds()
    {
        ImageDirectory tree = new();
        tree.AddPath("a/file", new ImageFile(new MemoryContent(new byte[9000].Select((_, i) => (byte)(i / 7)).ToArray()), UnixPermissions.ReadOnly));
        tree.AddPath("b/link", new ImageSymlink("../a/file"));
        RecordSink sink = new();
        using SquashFsWriter writer = new(new MemoryStream(), new SquashFsOptions { BlockSize = new BlockSize(4096) });
        writer.Add(FileName.From("object"), tree, sink);
        writer.Finish();
        return [sink.Record[..^SHA256.HashSizeInBytes]];
    }

    public void Run(ReadOnlySpan<byte> input) =>
        SquashFsSegment.Read(new MemoryStream([.. input, .. SHA256.HashData(input)]));

    private sealed class RecordSink : ISegmentSink
    {
        internal byte[] Record { get; private set; } = [];

        public void Write(ReadOnlySpan<byte> data)
        {
        }

        public void Complete(SquashFsSegment segment)
        {
            using MemoryStream record = new();
            segment.Write(record);
            Record = record.ToArray();
        }
    }
}
