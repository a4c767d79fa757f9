using Clu.Binary;
using Clu.Nix.Listings;

namespace Clu.Cli.Reports;

/// <summary>A tree as lines: kind and rights, bytes, path.</summary>
internal static class ListingReport
{
    /// <summary>Writes a node and all below it.</summary>
    public static void Write(ListingNode node, string path, TextWriter lines)
    {
        switch (node)
        {
            case ListingFile file:
                lines.WriteLine($"{(file.Executable ? "-r-xr-xr-x" : "-r--r--r--")} {file.Size,12} {path}");
                break;
            case ListingSymlink link:
                lines.WriteLine($"lrwxrwxrwx {0,12} {path} -> {link.Target}");
                break;
            case ListingDirectory directory:
                lines.WriteLine($"dr-xr-xr-x {0,12} {path}");
                foreach ((FileName name, ListingNode child) in directory.Entries)
                    Write(child, $"{path}/{name}", lines);
                break;
        }
    }
}
