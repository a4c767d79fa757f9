using System.Security.Cryptography;
using System.Text;
using Clu.Nix.StorePaths;
using Clu.Systems.Debian;
using Clu.Systems.Profiles;

namespace Clu.Systems.Reference;

/// <summary>
/// Remembers which system came from which inputs, since an object once made never changes: a second build makes no ramdisk again.
/// </summary>
internal sealed class SystemNote
{
    private readonly string _file;

    /// <summary>Computes the name of the note from all that decides a system.</summary>
    /// <param name="folder">Folder of the notes.</param>
    /// <param name="closure">The packages.</param>
    /// <param name="system">What the system is to be.</param>
    /// <param name="cluFolder">Folder with clu.</param>
    /// <param name="cluVersion">Its version.</param>
    public SystemNote(string folder, DebianClosure closure, SystemDescription system, string cluFolder, string cluVersion)
    {
        StringBuilder inputs = new();
        void Add(params ReadOnlySpan<string?> words)
        {
            foreach (string? word in words)
                inputs.Append(word is null ? -1 : word.Length).Append(':').Append(word);
            inputs.Append('\n');
        }

        Add(typeof(SystemNote).Assembly.ManifestModule.ModuleVersionId.ToString(), cluVersion);
        foreach (string file in ReferenceSystemBuilder.CluFiles(cluFolder))
            Add(Path.GetFileName(file), Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))));
        foreach (DebianObject o in closure.Objects)
            Add(o.Path.BaseName);
        Add(system.Name, system.Variant, system.Suite, system.Host, system.HostName.Text, system.Kernel.Text, system.Issue, system.Launcher);
        Add(system.Installed ? "installed" : "live", system.Locale, system.TimeZone, system.Keymap);
        foreach (UserAccount user in system.Users)
            Add([user.Name.Text, user.Uid?.ToString(System.Globalization.CultureInfo.InvariantCulture), user.Shell, user.PasswordHash, .. user.Groups.Select(g => g.Text), "", .. user.AuthorizedKeys]);
        Add([.. system.KernelParameters]);
        _file = Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(inputs.ToString()))));
    }

    /// <summary>The toplevel and the ramdisk's object; null when they were not made yet.</summary>
    public (StorePath Toplevel, StorePath Initrd)? Find()
    {
        if (!File.Exists(_file))
            return null;
        string[] lines = File.ReadAllLines(_file);
        return lines.Length == 2 && StorePath.TryParse(lines[0], out StorePath? toplevel) && StorePath.TryParse(lines[1], out StorePath? initrd)
            ? (toplevel, initrd)
            : null;
    }

    /// <summary>Remembers a system.</summary>
    public void Write(StorePath toplevel, StorePath initrd)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
        File.WriteAllText($"{_file}.new", $"{toplevel.BaseName}\n{initrd.BaseName}\n");
        File.Move($"{_file}.new", _file, overwrite: true);
    }
}
