using Clu.Binary;
using Clu.Nix.Archives;
using CsCheck;

namespace Clu.Nix.Tests.Archives;

public class NarRoundTripTests
{
    private static readonly Gen<byte[]> _name =
        Gen.Byte.Where(b => b is not ((byte)'/' or 0)).Array[1, 12].Where(name => FileName.TryCreate(name, out _));

    private static readonly Gen<Action<NarWriter>> _file =
        Gen.Select(Gen.Bool, Gen.Byte.Array[0, 40], (executable, content) => (Action<NarWriter>)(nar => nar.File(executable, content)));

    private static readonly Gen<Action<NarWriter>> _symlink =
        Gen.Byte.Where(b => b != 0).Array[1, 20].Select(target => (Action<NarWriter>)(nar => nar.Symlink(target)));

    [Fact]
    public void Read_writes_back_the_same_bytes_of_any_tree() => Tree(depth: 4).Sample(tree =>
    {
        byte[] archive = NarBytes.Write(tree);
        Assert.Equal(archive, NarBytes.Copy(archive));
        Assert.Equal(0, archive.Length % 8);
    });

    [Fact]
    public void Small_reads_give_the_same_archive() => Tree(depth: 2).Sample(
        tree =>
        {
            byte[] archive = NarBytes.Write(tree);
            Assert.Equal(archive, NarBytes.Write(writer => new NarReader(new TricklingStream(archive)).CopyTo(writer)));
        },
        iter: 20);

    [Fact]
    public void A_changed_bit_is_refused_or_written_back() => Gen.Select(Tree(depth: 2), Gen.Int[0, 100_000], Gen.Int[0, 7]).Sample((tree, at, bit) =>
    {
        byte[] archive = NarBytes.Write(tree);
        archive[at % archive.Length] ^= (byte)(1 << bit);
        try
        {
            Assert.Equal(archive, NarBytes.Copy(archive));
        }
        catch (MalformedDataException)
        {
            // Most bits belong to words and lengths.
        }
    });

    private static Gen<Action<NarWriter>> Tree(int depth) => depth == 0
        ? Gen.OneOf(_file, _symlink)
        : Gen.OneOf(_file, _symlink, Gen.Select(_name, Tree(depth - 1)).Array[0, 5].Select(Directory));

    private static Action<NarWriter> Directory((byte[] Name, Action<NarWriter> Node)[] entries) => nar =>
    {
        nar.BeginDirectory();
        foreach (IGrouping<FileName, Action<NarWriter>> entry in entries.GroupBy(entry => Name(entry.Name), entry => entry.Node).OrderBy(entry => entry.Key))
        {
            nar.Entry(entry.Key);
            entry.First()(nar);
        }

        nar.EndDirectory();
    };

    private static FileName Name(byte[] bytes)
    {
        Assert.True(FileName.TryCreate(bytes, out FileName name));
        return name;
    }

    /// <summary>Gives one byte a read.</summary>
    private sealed class TricklingStream(byte[] data) : MemoryStream(data)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 1));

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 1)]);
    }
}
