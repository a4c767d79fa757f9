using Clu.Testing;

namespace Clu.Vm.Tests.Images;

/// <summary>Images of one host, a profile's that is made of the fleet's, made by <c>./clu build</c>; <c>CLU_TEST_IMAGES</c> names a folder where they are kept.</summary>
internal sealed class BuiltImages : IDisposable
{
    /// <summary>Who can log in.</summary>
    public const string User = "tester";

    /// <summary>With this.</summary>
    public const string Password = "secret";

    private readonly TempFolder _folder = new();

    private string Folder => Environment.GetEnvironmentVariable("CLU_TEST_IMAGES") is { Length: > 0 } kept ? Directory.CreateDirectory(kept).FullName : _folder.Path;

    /// <summary>Makes an image, unless it is there; skips the test where there is no <c>./clu</c>.</summary>
    /// <param name="format">As <c>clu build</c> names it.</param>
    /// <param name="ending">What its name ends with.</param>
    public string Make(string format, string ending)
    {
        string file = Path.Combine(Folder, $"{format}{ending}");
        if (File.Exists(file))
            return file;
        string launcher = Path.Combine(RepositoryRoot.Path, "clu");
        if (!File.Exists(launcher))
            throw Tool.Missing("./clu");
        string profile = _folder["images.toml"];
        File.WriteAllText(profile, Profile());
        ToolResult built = Tool.RunWith(launcher, ["build", format, "base", "--profile", profile, "--output", file, "--quiet"]);
        return built.ExitCode == 0 ? file : throw new InvalidOperationException($"{built.Output}\n{built.Error}");
    }

    /// <summary>A copy of an image as a disk of so many bytes.</summary>
    public string Disk(string image, long bytes)
    {
        string disk = _folder["machine.disk"];
        Tool.Run("cp", "--sparse=always", image, disk).Succeeded();
        using FileStream file = File.OpenWrite(disk);
        file.SetLength(bytes);
        return disk;
    }

    /// <summary>A path that is gone after the test.</summary>
    public string Scratch(string name) => _folder[name];

    public void Dispose() => _folder.Dispose();

    /// <summary>The fleet's profile, with a user of its first host who has a password.</summary>
    private static string Profile()
    {
        string hash = Tool.Run("openssl", "passwd", "-6", "-salt", "abcdefgh", Password).Succeeded().Output.Trim();
        string user = $"[[host.user]]\nname = \"{User}\"\ngroups = [\"sudo\"]\npassword-hash = '{hash}'\n\n";
        string fleet = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "profiles/fleet.toml"));
        int second = fleet.IndexOf("[[host]]", fleet.IndexOf("[[host]]", StringComparison.Ordinal) + 1, StringComparison.Ordinal);
        return fleet[..second] + user;
    }
}
