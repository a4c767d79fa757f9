using System.Text;
using Clu.Nix.StorePaths;

namespace Clu.Install.Loaders;

/// <summary>Names of files beside a boot loader. Its file system is FAT in most layouts, which takes fewer names than a store does.</summary>
internal static class BootFileName
{
    private const int LongestName = 255;
    private const string Forbidden = "\"*/:<>?\\|";

    /// <summary>A kernel or ramdisk as nixpkgs' builder for systemd-boot names it: store object, file, <c>.efi</c>.</summary>
    /// <exception cref="Clu.Binary.CluException">CLU0660: it is in no store, or FAT cannot have the name.</exception>
    public static string SystemdBoot(string storeFile)
    {
        (string storeObject, string tail) = Split(storeFile);
        string file = tail.Length == 0 ? "" : $"-{tail[(tail.LastIndexOf('/') + 1)..]}";
        return Checked($"{storeObject}{file}.efi", storeFile);
    }

    /// <summary>The same as nixpkgs' builder for GRUB names it: the path in the store with dashes for slashes.</summary>
    /// <exception cref="Clu.Binary.CluException">As <see cref="SystemdBoot"/>.</exception>
    public static string Grub(string storeFile)
    {
        (string storeObject, string tail) = Split(storeFile);
        return Checked(storeObject + tail.Replace('/', '-'), storeFile);
    }

    /// <summary>The name, if FAT can have it.</summary>
    /// <param name="name">The name.</param>
    /// <param name="of">What is named, for the error.</param>
    /// <exception cref="Clu.Binary.CluException">CLU0660.</exception>
    public static string Checked(string name, string of)
    {
        // FAT counts UTF-16 units, Linux bytes: the stricter of both.
        if (Encoding.UTF8.GetByteCount(name) > LongestName)
            throw InstallErrors.LoaderFileName(of, $"the name '{name}' is longer than {LongestName} bytes");
        if (name.FirstOrDefault(c => char.IsControl(c) || Forbidden.Contains(c, StringComparison.Ordinal)) is not '\0' and char bad)
            throw InstallErrors.LoaderFileName(of, $"FAT has no '{bad}' in names");
        return name is [.., '.' or ' '] ? throw InstallErrors.LoaderFileName(of, "FAT drops dots and spaces at the end of names") : name;
    }

    private static (string StoreObject, string Tail) Split(string storeFile) =>
        StoreDirectory.Default.TryParseInside(storeFile, out StorePath? path, out string rest)
            ? (path.BaseName, rest)
            : throw InstallErrors.LoaderFileName(storeFile, "it is in no store");
}
