using Clu.Systems.Toml;

namespace Clu.Install.Layouts;

/// <summary>Finds layouts: those that clu has, and files.</summary>
public static class LayoutCatalog
{
    private const string Prefix = "Clu.Install.Layouts.BuiltIn.";
    private const string Suffix = ".toml";
    private const int LargestFile = 1 << 20;

    private static readonly string[] _order =
        ["ext4", "btrfs", "xfs", "f2fs", "luks", "luks-btrfs", "lvm", "luks-lvm", "raid1", "swap", "swapfile", "zram"];

    private static readonly Lazy<IReadOnlyList<DiskLayout>> _all =
        new(() => [.. _order.Select(name => LayoutReader.Parse(Text(name), name + Suffix))]);

    /// <summary>The layouts that clu has, those that most people want first.</summary>
    public static IReadOnlyList<DiskLayout> All => _all.Value;

    /// <summary>The TOML of a layout that clu has, to copy and change.</summary>
    /// <param name="name">One of the names of <see cref="All"/>.</param>
    public static string Text(string name)
    {
        using Stream stream = typeof(LayoutCatalog).Assembly.GetManifestResourceStream(Prefix + name + Suffix)
            ?? throw InstallErrors.NoSuchLayout(name, EditDistance.Nearest(name, _order));
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }

    /// <summary>A layout by its name, or out of a file.</summary>
    /// <param name="nameOrFile">A name, or a path: anything with a slash or that ends in <c>.toml</c>.</param>
    /// <exception cref="Clu.Binary.CluException">
    /// CLU0600: there is none of that name. CLU0613: the file cannot be read. And the errors of <see cref="LayoutReader"/>.
    /// </exception>
    public static DiskLayout Find(string nameOrFile)
    {
        if (!nameOrFile.Contains('/', StringComparison.Ordinal) && !nameOrFile.EndsWith(Suffix, StringComparison.Ordinal))
            return All.FirstOrDefault(layout => layout.Name == nameOrFile)
                ?? throw InstallErrors.NoSuchLayout(nameOrFile, EditDistance.Nearest(nameOrFile, _order));
        try
        {
            return new FileInfo(nameOrFile).Length <= LargestFile
                ? LayoutReader.Parse(File.ReadAllText(nameOrFile), nameOrFile)
                : throw new IOException("it is larger than 1 MiB");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw InstallErrors.LayoutFile(nameOrFile, e.Message, e);
        }
    }
}
