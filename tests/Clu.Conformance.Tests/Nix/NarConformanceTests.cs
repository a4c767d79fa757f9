using Clu.Binary;
using Clu.Nix.Archives;
using Clu.Testing;

namespace Clu.Conformance.Tests.NixFormats;

/// <summary>Archives, judged by Nix.</summary>
public class NarConformanceTests
{
    [Fact]
    public void Archives_of_nix_read_strictly_and_write_back_the_same()
    {
        using TempFolder folder = new();
        byte[] dumped = NixTree.Dump(NixTree.Make(folder));
        Assert.Equal(dumped, Write(writer => new NarReader(new MemoryStream(dumped)).CopyTo(writer)));
    }

    [Fact]
    public void Nix_restores_what_clu_wrote_and_dumps_the_same()
    {
        Assert.True(FileName.TryCreate([0xFF, 0xFE], out FileName odd));
        byte[] archive = Write(nar =>
        {
            nar.BeginDirectory();
            nar.Entry(FileName.From("A"));
            nar.File(true, "#!/bin/sh\n"u8);
            nar.Entry(FileName.From("a"));
            Nest(nar, 62);
            nar.Entry(FileName.From("link"));
            nar.Symlink([.. "/dangling/"u8, 0xFF]);
            nar.Entry(odd);
            nar.File(false, 1_000_001, new MemoryStream(new byte[1_000_001]));
            nar.EndDirectory();
        });
        using TempFolder folder = new();
        Tool.RunWith("nix-store", ["--restore", folder["restored"]], archive).Succeeded();
        Assert.Equal(archive, NixTree.Dump(folder["restored"]));
        Tool.Run("rm", "-r", folder["restored"]).Succeeded();
    }

    private static void Nest(NarWriter nar, int directories)
    {
        nar.BeginDirectory();
        if (directories > 1)
        {
            nar.Entry(FileName.From("d"));
            Nest(nar, directories - 1);
        }

        nar.EndDirectory();
    }

    private static byte[] Write(Action<NarWriter> write)
    {
        using MemoryStream output = new();
        using NarWriter writer = new(output);
        write(writer);
        return output.ToArray();
    }
}
