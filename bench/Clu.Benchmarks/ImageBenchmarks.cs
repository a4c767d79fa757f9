using BenchmarkDotNet.Attributes;
using Clu.Binary;
using Clu.Compression;
using Clu.Images.Cpio;
using Clu.Images.Fat;
using Clu.Images.Gpt;
using Clu.Images.Iso9660;
using Clu.Images.SquashFs;
using Clu.Images.Trees;

namespace Clu.Benchmarks;

/// <summary>The formats of Clu.Images, each with a tree of 8 MiB in 258 files. One worker.</summary>
[MemoryDiagnoser]
public class ImageBenchmarks
{
    private const int Sectors = 1 << 16;

    private readonly ImageDirectory _tree = Corpus.Tree();
    private readonly ImageDirectory _files = Corpus.Tree(link: false);
    private readonly Iso9660Options _iso = new() { Label = VolumeLabel.Parse("BENCHMARK") };
    private readonly GptTable _table = new()
    {
        DiskId = new Guid("00112233-4455-6677-8899-aabbccddeeff"),
        SectorCount = Sectors,
        Partitions = [new GptPartition(GptPartitionType.EfiSystem, Guid.Empty, 64, Sectors / 2, "EFI")],
    };

    private readonly byte[] _disk = new byte[Sectors * GptLimits.SectorSize];
    private readonly MemoryStream _output = new(4 * Corpus.TreeLength);
    private byte[] _squashFs = [];
    private byte[] _isoImage = [];
    private byte[] _fat = [];
    private byte[] _cpio = [];

    /// <summary>Makes what the readers read.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        SquashFs_write_zstd_3();
        _squashFs = _output.ToArray();
        Iso9660_write();
        _isoImage = _output.ToArray();
        Cpio_write();
        _cpio = _output.ToArray();
        _fat = Fat_write();
        _table.Primary().CopyTo(_disk, GptLimits.SectorSize);
        byte[] backup = _table.Backup();
        backup.CopyTo(_disk, _disk.Length - backup.Length);
    }

    /// <summary>Blocks of 1 MiB.</summary>
    [Benchmark]
    public void SquashFs_write_zstd_3() => WriteSquashFs(CodecKind.Zstd, 3);

    /// <summary>The writer without a codec.</summary>
    [Benchmark]
    public void SquashFs_write_none() => WriteSquashFs(CodecKind.None, null);

    /// <summary>Reads every byte.</summary>
    [Benchmark]
    public void SquashFs_verify_zstd()
    {
        using SquashFsReader reader = SquashFsReader.Open(new MemoryStream(_squashFs));
        reader.Verify();
    }

    /// <summary>With Rock Ridge and Joliet.</summary>
    [Benchmark]
    public Iso9660Summary Iso9660_write()
    {
        _output.SetLength(0);
        return new Iso9660Writer(_output, _iso).Write(_tree);
    }

    /// <summary>The tree, without contents.</summary>
    [Benchmark]
    public ImageDirectory Iso9660_read_tree() => Iso9660Reader.Open(new MemoryStream(_isoImage)).ReadTree();

    /// <summary>Fits itself to its content.</summary>
    [Benchmark]
    public byte[] Fat_write() => FatWriter.Write(_files, new FatOptions());

    /// <summary>Everything.</summary>
    [Benchmark]
    public object Fat_read() => FatReader.Read(_fat);

    /// <summary>Both tables.</summary>
    [Benchmark]
    public int Gpt_write() => _table.Primary().Length + _table.Backup().Length;

    /// <summary>Both tables, with their checksums.</summary>
    [Benchmark]
    public GptTable? Gpt_read() => GptReader.Read(new MemoryStream(_disk));

    /// <summary>As in an initial ramdisk.</summary>
    [Benchmark]
    public long Cpio_write()
    {
        _output.SetLength(0);
        return CpioWriter.Write(_tree, _output);
    }

    /// <summary>The tree with its contents.</summary>
    [Benchmark]
    public object Cpio_read() => CpioReader.ReadTree(_cpio);

    private void WriteSquashFs(CodecKind codec, int? level)
    {
        _output.SetLength(0);
        using SquashFsWriter writer = new(_output, new SquashFsOptions { Codec = codec, Level = level });
        writer.Add(FileName.From("object"), _tree);
        writer.Finish();
    }
}
