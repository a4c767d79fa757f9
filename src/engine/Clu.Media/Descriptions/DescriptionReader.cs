using System.Globalization;
using Clu.Binary;
using Clu.Compression;
using Clu.Images.SquashFs;
using Clu.Media.StrictJson;
using Clu.Nix.Flakes;
using Clu.Nix.StorePaths;
using Clu.Systems.Profiles;
using Clu.Systems.Rebuilds;

namespace Clu.Media.Descriptions;

/// <summary>Reads a description, whole or not at all.</summary>
internal static class DescriptionReader
{
    public static MediumDescription Read(JsonMembers document)
    {
        long version = document.Number(DescriptionKeys.VersionNumber);
        if (version != DescriptionKeys.Version)
        {
            throw document.Malformed(
                DescriptionKeys.VersionNumber, MalformedReason.Unsupported, $"{DescriptionKeys.Version}", version.ToString(CultureInfo.InvariantCulture));
        }

        MediumDescription description = new()
        {
            Toplevel = Object(document, DescriptionKeys.Toplevel),
            VolumeId = Title(document, DescriptionKeys.VolumeId),
            Name = Title(document, DescriptionKeys.Name),
            Edition = Title(document, DescriptionKeys.Edition),
            Label = Title(document, DescriptionKeys.Label),
            PrependToMenuLabel = Title(document, DescriptionKeys.Prepend),
            AppendToMenuLabel = Title(document, DescriptionKeys.Append),
            ConfigurationName = document.OptionalText(DescriptionKeys.ConfigurationName),
            ShowConfiguration = document.Truth(DescriptionKeys.ShowConfiguration),
            Compression = Compression(document.Object(DescriptionKeys.Compression)),
            Timeout = Timeout(document),
            ForceTextMode = document.Truth(DescriptionKeys.ForceTextMode),
            MakeBiosBootable = document.Truth(DescriptionKeys.Bios),
            MakeEfiBootable = document.Truth(DescriptionKeys.Efi),
            MakeUsbBootable = document.Truth(DescriptionKeys.Usb),
            Grub = Grub(document.Object(DescriptionKeys.Grub)),
            SplashImage = OptionalFile(document, DescriptionKeys.Splash),
            EfiSplashImage = OptionalFile(document, DescriptionKeys.EfiSplash),
            MemoryTest = MemoryTest(document.Object(DescriptionKeys.MemoryTest)),
            Contents = [.. document.Objects(DescriptionKeys.Contents, DescriptionLimits.MaxItems).Select(Content)],
            StoreContents =
            [
                .. document.Texts(DescriptionKeys.StoreContents, DescriptionLimits.MaxItems).Select(text => File(document, DescriptionKeys.StoreContents, text)),
            ],
            Hosts = [.. document.Objects(DescriptionKeys.Hosts, DescriptionLimits.MaxItems).Select(Host)],
            Inputs = [.. document.Objects(DescriptionKeys.Inputs, DescriptionLimits.MaxItems).Select(Input)],
            Registry = OptionalFile(document, DescriptionKeys.Registry),
            NixConf = document.Texts(DescriptionKeys.NixConf, DescriptionLimits.MaxItems),
        };
        document.RefuseRest();
        RefuseTwice(document, DescriptionKeys.Hosts, description.Hosts.Select(host => host.Name.Text));
        RefuseTwice(document, DescriptionKeys.Inputs, description.Inputs.Select(input => input.Name));
        RefuseTwice(document, DescriptionKeys.Contents, description.Contents.Select(content => content.Target));
        return description;
    }

    private static int? Timeout(JsonMembers document) => document.OptionalNumber(DescriptionKeys.Timeout) switch
    {
        null => null,
        long seconds and <= DescriptionLimits.MaxTimeout => (int)seconds,
        _ => throw document.Bad(DescriptionKeys.Timeout, $"0 to {DescriptionLimits.MaxTimeout}, or null", "more"),
    };

    private static CompressionSettings Compression(JsonMembers members)
    {
        string word = members.Text(DescriptionKeys.Codec);
        CodecKind codec = DescriptionWords.CodecOf(word) ?? throw members.Bad(DescriptionKeys.Codec, string.Join(", ", DescriptionWords.Codecs), word);
        long? level = members.OptionalNumber(DescriptionKeys.Level);
        if (level is { } given && !(CompressionSettings.LevelsOf(codec) is { } range && given >= range.Lowest && given <= range.Highest))
            throw members.Bad(DescriptionKeys.Level, $"a level of {word}, or null", given.ToString(CultureInfo.InvariantCulture));
        long size = members.Number(DescriptionKeys.BlockSize);
        if (!BlockSize.IsValid(size))
            throw members.Bad(DescriptionKeys.BlockSize, BlockSize.Expected, size.ToString(CultureInfo.InvariantCulture));
        members.RefuseRest();
        return new CompressionSettings(codec, (int?)level, new BlockSize((int)size));
    }

    private static DescribedGrub Grub(JsonMembers members)
    {
        DescribedGrub grub = new(
            File(members, DescriptionKeys.GrubTools),
            OptionalFile(members, DescriptionKeys.GrubBios),
            OptionalFile(members, DescriptionKeys.GrubX64),
            OptionalFile(members, DescriptionKeys.GrubIa32),
            File(members, DescriptionKeys.GrubFont));
        members.RefuseRest();
        return grub;
    }

    private static DescribedMemoryTest MemoryTest(JsonMembers members)
    {
        DescribedMemoryTest test = new(OptionalFile(members, DescriptionKeys.MemoryTestBios), OptionalFile(members, DescriptionKeys.MemoryTestEfi));
        members.RefuseRest();
        return test;
    }

    private static DescribedContent Content(JsonMembers members)
    {
        DescribedContent content = new(File(members, DescriptionKeys.Source), members.Text(DescriptionKeys.Target));
        members.RefuseRest();
        // Configurations of NixOS write "/boot/" and a store path after it.
        string target = content.Target.Replace("//", "/", StringComparison.Ordinal);
        return target.Length > 1 && target[0] == '/' && !target[1..].Split('/').Any(part => part is "" or "." or "..")
            ? content with { Target = target }
            : throw members.Bad(DescriptionKeys.Target, "an absolute path without '.' and '..'", content.Target);
    }

    private static DescribedHost Host(JsonMembers members)
    {
        string name = members.Text(DescriptionKeys.Name);
        string? description = members.OptionalText(DescriptionKeys.Description);
        string? layout = members.OptionalText(DescriptionKeys.Layout);
        DescribedHost host = new()
        {
            Name = HostName.TryParse(name, out HostName parsed) ? parsed : throw members.Bad(DescriptionKeys.Name, HostName.Expected, name),
            Toplevel = Object(members, DescriptionKeys.Toplevel),
            Description = description is null or { Length: <= HostProfile.MaxDescription }
                ? description
                : throw members.Bad(DescriptionKeys.Description, $"at most {HostProfile.MaxDescription} characters", description),
            HostName = members.OptionalText(DescriptionKeys.HostName) is not { } text ? null
                : HostName.TryParse(text, out HostName hostName) ? hostName
                : throw members.Bad(DescriptionKeys.HostName, HostName.Expected, text),
            Layout = layout is null || HostDefaultWords.IsLayout(layout)
                ? layout
                : throw members.Bad(DescriptionKeys.Layout, HostDefaultWords.LayoutExpected, layout),
            Rebuild = members.OptionalObject(DescriptionKeys.Rebuild) is { } rebuild ? Rebuild(rebuild) : null,
        };
        members.RefuseRest();
        return host;
    }

    private static DescribedRebuild Rebuild(JsonMembers members)
    {
        DescribedRebuild rebuild = new(OptionalFile(members, DescriptionKeys.Kit))
        {
            Allow = members.Names.Contains(DescriptionKeys.Allow) ? Changes(members) : [],
            Budget = members.Names.Contains(DescriptionKeys.Budget) ? Budget(members) : null,
        };
        members.RefuseRest();
        return rebuild;
    }

    private static SystemChange[] Changes(JsonMembers members)
    {
        SystemChange[] changes =
        [
            .. members.Texts(DescriptionKeys.Allow, SystemChanges.All.Count).Select(word => SystemChanges.TryParse(word, out SystemChange change)
                ? change
                : throw members.Bad(DescriptionKeys.Allow, string.Join(", ", SystemChanges.Words), word)),
        ];
        return changes.Distinct().Count() == changes.Length ? changes : throw members.Bad(DescriptionKeys.Allow, "each once", string.Join(", ", changes.Select(change => change.Word())));
    }

    private static long? Budget(JsonMembers members)
    {
        if (members.OptionalText(DescriptionKeys.Budget) is not { } text)
            return null;
        return KitBudget.TryParse(text, out long bytes) ? bytes : throw members.Bad(DescriptionKeys.Budget, KitBudget.Expected, text);
    }

    private static DescribedInput Input(JsonMembers members)
    {
        string name = Title(members, DescriptionKeys.Name);
        StoreFile path = File(members, DescriptionKeys.Path);
        JsonMembers locked = members.Object(DescriptionKeys.Locked);
        Dictionary<string, object> attributes = locked.Names.ToDictionary(attribute => attribute, locked.Plain, StringComparer.Ordinal);
        if (attributes.GetValueOrDefault("type") is not string { Length: > 0 })
            throw locked.Bad("type", "the type of a flake reference", "none");
        members.RefuseRest();
        return new DescribedInput(name, path, FlakeReference.Of(attributes));
    }

    private static string Title(JsonMembers members, string key) => members.Text(key) is { Length: <= DescriptionLimits.MaxTitle } text
        ? text
        : throw members.Bad(key, $"at most {DescriptionLimits.MaxTitle} characters", "more");

    private static StorePath Object(JsonMembers members, string key) => File(members, key) is { Inside: "" } file
        ? file.Path
        : throw members.Bad(key, "a store path", "a file in one");

    private static StoreFile? OptionalFile(JsonMembers members, string key) => members.OptionalText(key) is { } text ? File(members, key, text) : null;

    private static StoreFile File(JsonMembers members, string key) => File(members, key, members.Text(key));

    private static StoreFile File(JsonMembers members, string key, string text) => StoreFile.TryParse(text, out StoreFile? file)
        ? file
        : throw members.Bad(key, "an absolute path in /nix/store", text);

    private static void RefuseTwice(JsonMembers document, string key, IEnumerable<string> names)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        if (names.FirstOrDefault(name => !seen.Add(name)) is { } twice)
            throw document.Malformed(key, MalformedReason.Inconsistent, "each once", $"'{twice}' again");
    }
}
