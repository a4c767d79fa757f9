using Clu.Binary;
using Clu.Compression;
using Clu.Images.Iso9660;
using Clu.Images.SquashFs;
using Clu.Systems.Toml;

namespace Clu.Systems.Profiles;

/// <summary>Reads profiles; the first thing wrong is thrown with its file, line and column.</summary>
public static class ProfileReader
{
    /// <summary>Reads a profile from its file.</summary>
    /// <exception cref="CluException">CLU0400 to CLU0407.</exception>
    public static InstallerProfile Read(string file)
    {
        try
        {
            return Parse(File.ReadAllText(file), file);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw ProfileErrors.NotFound(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ProfileErrors.Unreadable(file, e);
        }
    }

    /// <summary>Reads a profile from its text.</summary>
    /// <param name="toml">The text.</param>
    /// <param name="file">Its file, for messages; relative sources are taken from its folder.</param>
    /// <exception cref="CluException">CLU0401 to CLU0407.</exception>
    public static InstallerProfile Parse(string toml, string file)
    {
        TomlTable root = TomlTable.Parse(toml, file, "docs/profiles.md");
        root.AllowOnly([.. ProfileKeys.Root, .. ProfileKeys.Tables]);
        string folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        InstallerProfile defaults = new() { Name = ReadName(root), Label = ReadLabel(root) };
        PackageName kernel = ProfileWords.Package(root, "kernel") ?? defaults.Kernel;
        return defaults with
        {
            Edition = root.Text("edition"),
            Suite = root.Text("suite") is { } suite ? ProfileWords.Word(root, "suite", suite, root.At("suite")) : defaults.Suite,
            Mirror = ReadMirror(root),
            Components = ProfileWords.Words(root, "components") ?? defaults.Components,
            Packages = ProfileWords.Packages(root, "packages") ?? defaults.Packages,
            Kernel = kernel,
            HostName = ProfileWords.Host(root, "hostname") ?? defaults.HostName,
            Users = UserReader.Read(root, "user"),
            Hosts = HostReader.Read(root, kernel, folder),
            Greeting = root.Text("greeting") ?? defaults.Greeting,
            Help = root.Text("help") ?? defaults.Help,
            Launcher = root.Text("launcher"),
            Contents = [.. root.Tables("contents").Select(content => ReadContent(content, folder))],
            StoreContents = root.List("store-contents", (text, at) => text.StartsWith('/')
                ? text
                : throw root.Bad(at, "store-contents", $"'{text}'", "absolute store paths")) ?? defaults.StoreContents,
            Compression = root.Table("compression") is { } compression ? ReadCompression(compression) : defaults.Compression,
            BootTimeout = root.Integer("timeout", 0, 3600) ?? defaults.BootTimeout,
            KernelParameters = ProfileWords.Words(root, "kernel-params") ?? defaults.KernelParameters,
        };
    }

    private static string ReadName(TomlTable root)
    {
        string name = root.RequiredText("name");
        return name.Length > 0 && !name.Any(char.IsControl)
            ? name
            : throw root.Bad("name", name.Length == 0 ? "empty" : "of several lines", "one line of text");
    }

    private static VolumeLabel ReadLabel(TomlTable root)
    {
        string text = root.RequiredText("label");
        return VolumeLabel.TryParse(text, out VolumeLabel label)
            ? label
            : throw root.Bad("label", $"'{text}' ({text.Length} characters)", $"1 to {VolumeLabel.MaxLength} of A-Z a-z 0-9 _ . -");
    }

    private static Uri? ReadMirror(TomlTable root)
    {
        if (root.Text("mirror") is not { } text)
            return null;
        return Uri.TryCreate(text, UriKind.Absolute, out Uri? mirror) && mirror.Scheme is "http" or "https" or "file"
            ? mirror
            : throw root.Bad("mirror", $"'{text}'", "an address with http:, https: or file:");
    }

    private static MediumContent ReadContent(TomlTable table, string folder)
    {
        table.AllowOnly(ProfileKeys.Content);
        string source = table.RequiredText("source");
        if (source is "" || source.Contains('\0'))
            throw table.Bad("source", $"'{source}'", "a path");
        string target = table.RequiredText("target");
        if (target.Contains('\0') || target.Trim('/').Split('/').Any(part => part is "" or "." or ".."))
            throw table.Bad("target", $"'{target}'", "a path on the medium without empty names, . and ..");
        return new MediumContent(Path.GetFullPath(source, folder), target.Trim('/'));
    }

    private static CompressionSettings ReadCompression(TomlTable table)
    {
        table.AllowOnly(ProfileKeys.Compression);
        CompressionSettings defaults = CompressionSettings.Default;
        CodecKind codec = table.Text("codec") switch
        {
            null or "zstd" => CodecKind.Zstd,
            "xz" => CodecKind.Xz,
            "gzip" => CodecKind.Gzip,
            "none" => CodecKind.None,
            string other => throw table.Bad("codec", $"'{other}'", "zstd, xz, gzip or none"),
        };
        (int lowest, int highest) = CompressionSettings.LevelsOf(codec) ?? (0, 0);
        int? level = table.Integer("level", lowest, highest) ?? (codec == CodecKind.Zstd ? defaults.Level : null);
        BlockSize size = defaults.BlockSize;
        if (table.Text("block-size") is { } text && !BlockSize.TryParse(text, out size))
            throw table.Bad("block-size", $"'{text}'", BlockSize.Expected);
        return new CompressionSettings(codec, level, size);
    }
}
