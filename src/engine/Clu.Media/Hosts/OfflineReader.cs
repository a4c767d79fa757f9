using Clu.Binary;
using Clu.Media.StrictJson;
using Clu.Nix.Flakes;
using Clu.Systems.Profiles;
using Clu.Systems.Rebuilds;

namespace Clu.Media.Hosts;

/// <summary>Reads the member <c>offline</c> of a host.</summary>
internal static class OfflineReader
{
    public static HostOffline Read(JsonMembers members)
    {
        HostOffline offline = new()
        {
            Closure = members.Paths(ManifestKeys.Closure, ManifestLimits.MaxMembers),
            ClosureSize = members.Number(ManifestKeys.ClosureSize),
            Flake = members.OptionalObject(ManifestKeys.Flake) is { } flake ? Flake(flake) : null,
            Inputs = [.. members.Objects(ManifestKeys.Inputs, ManifestLimits.MaxInputs).Select(Input)],
            NixConf = members.Texts(ManifestKeys.NixConf, ManifestLimits.MaxLines),
            Rebuild = members.OptionalObject(ManifestKeys.Rebuild) is { } rebuild ? Rebuild(rebuild) : null,
            Registry = new FlakeRegistry([.. members.Objects(ManifestKeys.Registry, ManifestLimits.MaxInputs).Select(Entry)]),
        };
        members.RefuseRest();
        return offline;
    }

    private static HostFlake Flake(JsonMembers members)
    {
        string name = members.Text(ManifestKeys.Configuration);
        HostFlake flake = new(members.Path(ManifestKeys.Source), name.Length > 0 ? name : throw members.Bad(ManifestKeys.Configuration, "a name", name))
        {
            Directory = members.Names.Contains(ManifestKeys.Directory) ? Directory(members) : "",
        };
        members.RefuseRest();
        return flake;
    }

    /// <summary>It becomes a part of a path.</summary>
    private static string Directory(JsonMembers members) => members.Text(ManifestKeys.Directory) is var text && FlakeProfile.IsDirectory(text)
        ? text
        : throw members.Bad(ManifestKeys.Directory, FlakeProfile.DirectoryExpected, text);

    private static FlakeInput Input(JsonMembers members)
    {
        FlakeInput input = new(members.Text(ManifestKeys.Name), members.Path(ManifestKeys.Path), Reference(members.Object(ManifestKeys.Locked)));
        members.RefuseRest();
        return input;
    }

    private static FlakeRegistryEntry Entry(JsonMembers members)
    {
        FlakeRegistryEntry entry = new(
            Reference(members.Object(ManifestKeys.From)), Reference(members.Object(ManifestKeys.To)), members.Truth(ManifestKeys.Exact));
        members.RefuseRest();
        return entry;
    }

    private static HostRebuild Rebuild(JsonMembers members)
    {
        HostRebuild rebuild = new(
            members.OptionalText(ManifestKeys.Derivation) is { } derivation ? members.Path(derivation, ManifestKeys.Derivation) : null,
            [.. members.Texts(ManifestKeys.Changes, SystemChanges.All.Count).Select(word => SystemChanges.TryParse(word, out SystemChange change)
                ? change
                : throw members.Bad(ManifestKeys.Changes, string.Join(", ", SystemChanges.Words), word))],
            members.Paths(ManifestKeys.Roots, ManifestLimits.MaxMembers));
        members.RefuseRest();
        return rebuild;
    }

    private static FlakeReference Reference(JsonMembers members)
    {
        Dictionary<string, object> attributes = members.Names.ToDictionary(attribute => attribute, members.Plain, StringComparer.Ordinal);
        return attributes.GetValueOrDefault("type") is string { Length: > 0 }
            ? FlakeReference.Of(attributes)
            : throw members.Malformed(members.PathOf("type"), MalformedReason.InvalidValue, "the type of a flake reference", "none");
    }
}
