using Clu.Binary;
using Clu.Nix.Listings;

namespace Clu.Cli.Reports;

/// <summary>What <c>clu ls</c> prints, which is what <c>nix store ls</c> prints.</summary>
internal sealed class StoreListingReport(TextWriter lines, bool details, bool recursive)
{
    /// <summary>A line for each entry, and for what is below if asked for.</summary>
    public void WriteEntries(SortedList<FileName, ListingNode> entries, string path)
    {
        foreach ((FileName name, ListingNode child) in entries)
            Write(child, $"{path}/{name}");
    }

    /// <summary>A line for a node, and for what is below if asked for.</summary>
    public void Write(ListingNode node, string path)
    {
        WriteLine(node, path);
        if (recursive && node is ListingDirectory directory)
            WriteEntries(directory.Entries, path);
    }

    /// <summary>A line for a node.</summary>
    public void WriteLine(ListingNode node, string path) => lines.WriteLine((details, node) switch
    {
        (false, _) => path,
        (_, ListingFile file) => $"{(file.Executable ? "-r-xr-xr-x" : "-r--r--r--")} {file.Size,20} {path}",
        (_, ListingSymlink link) => $"lrwxrwxrwx {0,20} {path} -> {link.Target}",
        _ => $"dr-xr-xr-x {0,20} {path}",
    });
}
