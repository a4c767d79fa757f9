using System.Globalization;
using Clu.Binary;
using Clu.Images.Iso9660;
using Clu.Media.StrictJson;
using Clu.Nix.ContentAddresses;
using Clu.Nix.Hashing;
using Clu.Nix.Signatures;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Systems.Profiles;

namespace Clu.Media.Hosts;

/// <summary>Reads a manifest; what its parts say of one another is checked by <see cref="ManifestCheck"/>.</summary>
internal static class ManifestReader
{
    private const int LowestUid = 1000;
    private const int HighestUid = 59999;
    private const int MaxUsers = 1000;

    public static MediumManifest Read(JsonMembers document)
    {
        long version = document.Number(ManifestKeys.VersionNumber);
        if (version != ManifestKeys.Version)
        {
            throw document.Malformed(
                ManifestKeys.VersionNumber, MalformedReason.Unsupported, $"{ManifestKeys.Version}", version.ToString(CultureInfo.InvariantCulture));
        }

        string label = document.Text(ManifestKeys.Label);
        if (!VolumeLabel.TryParse(label, out _))
            throw document.Bad(ManifestKeys.Label, "a volume label", label);
        MediumManifest manifest = new()
        {
            Label = label,
            Hosts = [.. document.Objects(ManifestKeys.Hosts, ManifestLimits.MaxHosts).Select(Host)],
            Objects = [.. document.Objects(ManifestKeys.Objects, ManifestLimits.MaxMembers).Select(Object)],
        };
        document.RefuseRest();
        ManifestCheck.Run(manifest);
        return manifest;
    }

    private static MediumHost Host(JsonMembers members)
    {
        string name = members.Text(ManifestKeys.Name);
        string description = members.Text(ManifestKeys.Description);
        string kind = members.Text(ManifestKeys.Kind);
        MediumHost host = new()
        {
            Name = HostName.TryParse(name, out _) ? name : throw members.Bad(ManifestKeys.Name, HostName.Expected, name),
            Description = description.Length <= HostProfile.MaxDescription
                ? description
                : throw members.Bad(ManifestKeys.Description, $"at most {HostProfile.MaxDescription} characters", description),
            Kind = kind switch
            {
                ManifestKeys.NixosKind => HostKind.NixOS,
                ManifestKeys.ReferenceKind => HostKind.Reference,
                _ => throw members.Bad(ManifestKeys.Kind, $"{ManifestKeys.NixosKind} or {ManifestKeys.ReferenceKind}", kind),
            },
            Toplevel = members.Path(ManifestKeys.Toplevel),
            Closure = members.Paths(ManifestKeys.Closure, ManifestLimits.MaxMembers),
            ClosureSize = members.Number(ManifestKeys.ClosureSize),
            OwnSize = members.Number(ManifestKeys.OwnSize),
            Defaults = Defaults(members.Object(ManifestKeys.Defaults)),
            Offline = members.Names.Contains(ManifestKeys.Offline) ? OfflineReader.Read(members.Object(ManifestKeys.Offline)) : null,
        };
        members.RefuseRest();
        return host;
    }

    private static HostDefaults Defaults(JsonMembers members)
    {
        HostDefaults defaults = new()
        {
            HostName = members.OptionalText(ManifestKeys.HostName) is { } text
                ? HostName.TryParse(text, out HostName name) ? name : throw members.Bad(ManifestKeys.HostName, HostName.Expected, text)
                : null,
            Layout = Word(members, ManifestKeys.Layout, HostDefaultWords.IsLayout, HostDefaultWords.LayoutExpected),
            TimeZone = Word(members, ManifestKeys.TimeZone, HostDefaultWords.IsTimeZone, HostDefaultWords.TimeZoneExpected),
            Locale = Word(members, ManifestKeys.Locale, HostDefaultWords.IsLocale, HostDefaultWords.LocaleExpected),
            Keymap = Word(members, ManifestKeys.Keymap, HostDefaultWords.IsKeymap, HostDefaultWords.KeymapExpected),
            Users = [.. members.Objects(ManifestKeys.Users, MaxUsers).Select(User)],
        };
        members.RefuseRest();
        return defaults;
    }

    private static string? Word(JsonMembers members, string key, Func<string, bool> isOne, string expected) => members.OptionalText(key) switch
    {
        null => null,
        string text when isOne(text) => text,
        string text => throw members.Bad(key, expected, text),
    };

    private static UserAccount User(JsonMembers members)
    {
        UserName Name(string text, string key) => UserName.TryParse(text, out UserName name) ? name : throw members.Bad(key, UserName.Expected, text);
        long? uid = members.OptionalNumber(ManifestKeys.Uid);
        if (uid is < LowestUid or > HighestUid)
            throw members.Bad(ManifestKeys.Uid, $"{LowestUid} to {HighestUid}", $"{uid}");
        string shell = members.Text(ManifestKeys.Shell);
        if (!UserAccount.IsShell(shell))
            throw members.Bad(ManifestKeys.Shell, UserAccount.ShellExpected, shell);
        string? hash = members.OptionalText(ManifestKeys.PasswordHash);
        if (hash is not null && !UserAccount.IsPasswordHash(hash))
            throw members.Bad(ManifestKeys.PasswordHash, UserAccount.PasswordHashExpected, "what it is");
        UserAccount user = new(
            Name(members.Text(ManifestKeys.Name), ManifestKeys.Name),
            (int?)uid,
            [.. members.Texts(ManifestKeys.Groups, MaxUsers).Select(text => Name(text, ManifestKeys.Groups))],
            shell,
            hash,
            members.Texts(ManifestKeys.AuthorizedKeys, MaxUsers));
        members.RefuseRest();
        return user;
    }

    private static StoreObjectInfo Object(JsonMembers members)
    {
        StoreObjectInfo info = new()
        {
            Path = members.Path(ManifestKeys.Path),
            NarHash = Parsed(members, ManifestKeys.NarHash, members.Text(ManifestKeys.NarHash), ParseSri),
            NarSize = members.Number(ManifestKeys.NarSize),
            References = members.Paths(ManifestKeys.References, ManifestLimits.MaxMembers),
            Deriver = members.OptionalText(ManifestKeys.Deriver) is { } deriver ? members.Path(deriver, ManifestKeys.Deriver) : null,
            ContentAddress = members.OptionalText(ManifestKeys.ContentAddress) is { } address
                ? Parsed(members, ManifestKeys.ContentAddress, address, ContentAddress.Parse)
                : null,
            Signatures = [.. members.Texts(ManifestKeys.Signatures, MaxUsers).Select(text => Parsed(members, ManifestKeys.Signatures, text, Signature.Parse))],
        };
        members.RefuseRest();
        return info;
    }

    private static Hash ParseSri(string text)
    {
        Hash hash = Hash.Parse(text);
        return hash.Algorithm == HashAlgorithm.Sha256 && hash.Format(HashEncoding.Sri) == text
            ? hash
            : throw new FormatException("it is another form or another algorithm");
    }

    /// <summary>What the parsers of Nix's own texts refuse, said of the manifest's member.</summary>
    private static T Parsed<T>(JsonMembers members, string key, string text, Func<string, T> parse)
    {
        try
        {
            return parse(text);
        }
        catch (Exception e) when (e is CluException or FormatException)
        {
            throw members.Malformed(members.PathOf(key), MalformedReason.InvalidValue, "Nix's text for it", $"'{text}'", inner: e);
        }
    }
}
