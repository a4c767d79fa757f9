using Clu.Binary;
using Clu.Nix.Archives;

namespace Clu.Fuzz.Targets;

/// <summary>There is one form only: what reads must write to the same bytes.</summary>
public sealed class NarTarget : IFuzzTarget
{
    public string Name => "nar";

    public IEnumerable<byte[]> Seeds()
    {
        yield return Nar(nar => nar.File(false, "hello"u8));
        yield return Nar(nar => nar.Symlink("../x"u8));
        yield return Nar(nar =>
        {
            nar.BeginDirectory();
            nar.Entry(FileName.From("a"));
            nar.File(true, "12345678"u8);
            nar.Entry(FileName.From("b"));
            nar.BeginDirectory();
            nar.Entry(FileName.From("c"));
            nar.Symlink("a"u8);
            nar.EndDirectory();
            nar.Entry(FileName.From("empty"));
            nar.File(false, []);
            nar.EndDirectory();
        });
    }

    public void Run(ReadOnlySpan<byte> input)
    {
        using MemoryStream stream = new(input.ToArray());
        using MemoryStream copy = new();
        using NarWriter writer = new(copy);
        new NarReader(stream).CopyTo(writer);
        if (!copy.ToArray().AsSpan().SequenceEqual(input))
            throw new InvalidOperationException("writes to other bytes");
    }

    private static byte[] Nar(Action<NarWriter> write)
    {
        using MemoryStream output = new();
        using NarWriter writer = new(output);
        write(writer);
        return output.ToArray();
    }
}
