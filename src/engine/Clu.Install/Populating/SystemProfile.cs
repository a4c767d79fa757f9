using System.Globalization;
using System.Text;
using Clu.Binary;
using Clu.Install.Execution;
using Clu.Nix.Hashing;
using Clu.Nix.StorePaths;
using IoPath = System.IO.Path;

namespace Clu.Install.Populating;

/// <summary>The profile <c>system</c> of a target, as <c>nixos-install</c> leaves it. Everything is done in steps that a power cut cannot halve.</summary>
internal static class SystemProfile
{
    private const string Name = "system";
    private const string Profiles = "nix/var/nix/profiles";
    private const string AutomaticRoots = "nix/var/nix/gcroots/auto";

    private const UnixFileMode FolderMode = (UnixFileMode)0x1ED;

    private static readonly string[] _folders = [Profiles, $"{Profiles}/per-user/root", "nix/var/nix/gcroots/per-user/root", AutomaticRoots];

    /// <summary>Makes a system the newest generation, unless it is that already.</summary>
    /// <param name="root">Where the target is mounted.</param>
    /// <param name="toplevel">The system.</param>
    /// <returns>The number of the generation.</returns>
    /// <exception cref="CluException">CLU0651: the target cannot be written.</exception>
    public static int Set(string root, StorePath toplevel) => Written(root, () =>
    {
        foreach (string folder in _folders)
            Directory.CreateDirectory(IoPath.Combine(root, folder), FolderMode);
        string profiles = IoPath.Combine(root, Profiles);
        string target = StoreDirectory.Default.Print(toplevel);
        int newest = Directory.EnumerateFileSystemEntries(profiles).Select(Number).Max() ?? 0;
        int generation = newest > 0 && new FileInfo(Link(profiles, newest)).LinkTarget == target ? newest : newest + 1;
        SymbolicLink.Place(Link(profiles, generation), target);
        // By the name that the installed system sees; one that begins with the mount point would lead nowhere after the restart.
        string seen = Link($"/{Profiles}", generation);
        SymbolicLink.Place(IoPath.Combine(root, AutomaticRoots, Nix32.Encode(Hash.Of(HashAlgorithm.Sha1, Encoding.UTF8.GetBytes(seen)).Bytes)), seen);
        SymbolicLink.Place(IoPath.Combine(profiles, Name), IoPath.GetFileName(Link(profiles, generation)));
        return generation;
    });

    /// <summary>Makes the empty file <c>/etc/NIXOS</c>, without which <c>switch-to-configuration</c> refuses.</summary>
    /// <exception cref="CluException">CLU0651: the target cannot be written.</exception>
    public static void MarkAsNixOS(string root) => Written(root, () =>
    {
        Directory.CreateDirectory(IoPath.Combine(root, "etc"), FolderMode);
        using FileStream mark = new(IoPath.Combine(root, "etc/NIXOS"), FileMode.OpenOrCreate, FileAccess.Write);
        return true;
    });

    private static string Link(string profiles, int generation) =>
        IoPath.Combine(profiles, string.Create(CultureInfo.InvariantCulture, $"{Name}-{generation}-link"));

    private static int? Number(string path)
    {
        string[] parts = IoPath.GetFileName(path).Split('-');
        return parts is [Name, string number, "link"] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : null;
    }

    private static T Written<T>(string root, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw InstallErrors.TargetRefuses(root, e);
        }
    }
}
