using System.IO.Compression;
using Clu.Binary;

namespace Clu.Nix.Tests.Archives;

/// <summary>Every byte of an archive as <c>nix-store --dump</c> of Nix 2.8 has it.</summary>
public class NarGoldenTests
{
    // mkdir t t/sub; cd t; printf 'hello\n' >file; printf '#!/bin/sh\n' >run; chmod 755 run; ln -s ../file sub/link; : >empty
    // nix-store --dump . | gzip -9n | base64 -w0
    private const string Golden =
        "H4sIAAAAAAACA7WS2w6CMAyGMZ5JfAjjjV4A8ZEGVFgcG9mKgbcXoRMxIUTF3TRf27R/u+6c9kleekxHKb+Bd655Rv4j2QVZrHJ42C1xzDVEqHRFvCQLEhvfUB3JMujlZzlW"
        + "r3EVN/ExHWtiDUkhmHY2xJGSWGswhM86pwH+VLflCxc9nkr3ijgFIZQ7vf657V9IZwr9ru1fQlQgC9utdO99Ppt/2Achl4FJ3f/8k53TFOFXc05155YFl9df9m2qrClh7wOZTgC7"
        + "uO8HzUmO7fFTvgPoDtkDKAQAAA==";

    private static readonly byte[] _archive = Unpack();

    [Fact]
    public void The_same_tree_is_written_to_the_same_bytes() => Assert.Equal(_archive, NarBytes.Write(nar =>
    {
        nar.BeginDirectory();
        nar.Entry(FileName.From("empty"));
        nar.File(false, []);
        nar.Entry(FileName.From("file"));
        nar.File(false, "hello\n"u8);
        nar.Entry(FileName.From("run"));
        nar.File(true, "#!/bin/sh\n"u8);
        nar.Entry(FileName.From("sub"));
        nar.BeginDirectory();
        nar.Entry(FileName.From("link"));
        nar.Symlink("../file"u8);
        nar.EndDirectory();
        nar.EndDirectory();
    }));

    [Fact]
    public void An_archive_of_nix_is_read_and_written_back() => Assert.Equal(_archive, NarBytes.Copy(_archive));

    private static byte[] Unpack()
    {
        using GZipStream content = new(new MemoryStream(Convert.FromBase64String(Golden)), CompressionMode.Decompress);
        using MemoryStream bytes = new();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }
}
