using Clu.Testing;

namespace Clu.Conformance.Tests.NixFormats;

/// <summary>A tree on disk with every length of padding, and its archive as Nix makes it.</summary>
internal static class NixTree
{
    public static string Make(TempFolder folder)
    {
        string tree = folder["tree"];
        Directory.CreateDirectory(Path.Combine(tree, "d", "empty"));
        for (int length = 0; length < 18; length++)
            File.WriteAllBytes(Path.Combine(tree, $"f{length}"), new byte[length]);
        File.WriteAllBytes(Path.Combine(tree, "d", "large"), new byte[700_001]);
        foreach (string name in (string[])["a", "A", "a-b", "a.b", "é漢字", "~", "with space"])
            File.WriteAllText(Path.Combine(tree, "d", name), name);
        File.SetUnixFileMode(Path.Combine(tree, "f3"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.CreateSymbolicLink(Path.Combine(tree, "link"), "../nowhere");
        return tree;
    }

    public static byte[] Dump(string path) => Tool.Run("nix-store", "--dump", path).Succeeded().OutputBytes;
}
