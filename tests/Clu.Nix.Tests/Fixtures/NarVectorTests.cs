using Clu.Binary;
using Clu.Nix.Archives;
using Clu.Nix.Hashing;
using Clu.Nix.Tests.Archives;

namespace Clu.Nix.Tests.Fixtures;

public class NarVectorTests
{
    [Fact]
    public void Hashes_of_trees_are_those_of_nix() => Assert.All(Vectors.Rows("nar-hash-trees"), row =>
    {
        Assert.True(HashAlgorithms.TryFind(row[1], out HashAlgorithm algorithm));
        Hash hash = Hash.Of(algorithm, Tree(row[0]));
        Assert.Equal(row[3], row[2] switch
        {
            "base16" => hash.Digits(HashEncoding.Base16),
            "nix32" => hash.Digits(HashEncoding.Nix32),
            _ => hash.Format(HashEncoding.Sri),
        });
    });

    private static byte[] Tree(string description) => description.Split(" (")[0] switch
    {
        "dir{hello: regular 0644 \"Hello World\\n\"}" => Hello(nar => nar.File(false, "Hello World\n"u8)),
        "dir{hello: regular +x \"Hello World\\n\"}" => Hello(nar => nar.File(true, "Hello World\n"u8)),
        "dir{hello: symlink -> x}" => Hello(nar => nar.Symlink("x"u8)),
        "regular file \"hi\\n\"" => NarBytes.Write(nar => nar.File(false, "hi\n"u8)),
        "regular file \"foo\\n\"" => NarBytes.Write(nar => nar.File(false, "foo\n"u8)),
        "regular file \"bar\\n\"" => NarBytes.Write(nar => nar.File(false, "bar\n"u8)),
        "symlink -> /non-existent-48cujwe8ndf4as0bne" => NarBytes.Write(nar => nar.Symlink("/non-existent-48cujwe8ndf4as0bne"u8)),
        "symlink -> /bin" => NarBytes.Write(nar => nar.Symlink("/bin"u8)),
        "flat file \"SMASH THE STATE\"" => "SMASH THE STATE"u8.ToArray(),
        _ => throw new InvalidOperationException($"the table has a tree that this test does not know: {description}"),
    };

    private static byte[] Hello(Action<NarWriter> hello) => NarBytes.Write(nar =>
    {
        nar.BeginDirectory();
        nar.Entry(FileName.From("hello"));
        hello(nar);
        nar.EndDirectory();
    });
}
