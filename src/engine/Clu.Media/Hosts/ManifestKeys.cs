using Clu.Nix.StrictJson;

namespace Clu.Media.Hosts;

/// <summary>The names of version 1.</summary>
internal static class ManifestKeys
{
    public const int Version = 1;

    public static readonly JsonFormat Document = new("manifest", Version, ManifestLimits.MaxLength, ManifestLimits.MaxDepth);

    public const string VersionNumber = "version";
    public const string Label = "label";
    public const string Hosts = "hosts";
    public const string Objects = "objects";

    public const string Name = "name";
    public const string Description = "description";
    public const string Kind = "kind";
    public const string Toplevel = "toplevel";
    public const string Closure = "closure";
    public const string ClosureSize = "closureSize";
    public const string OwnSize = "ownSize";
    public const string Defaults = "defaults";

    public const string HostName = "hostName";
    public const string Layout = "layout";
    public const string TimeZone = "timeZone";
    public const string Locale = "locale";
    public const string Keymap = "keymap";
    public const string Users = "users";

    public const string Uid = "uid";
    public const string Groups = "groups";
    public const string Shell = "shell";
    public const string PasswordHash = "passwordHash";
    public const string AuthorizedKeys = "authorizedKeys";

    public const string Path = "path";
    public const string NarHash = "narHash";
    public const string NarSize = "narSize";
    public const string References = "references";
    public const string ContentAddress = "ca";
    public const string Deriver = "deriver";
    public const string Signatures = "signatures";

    public const string Offline = "offline";
    public const string Flake = "flake";
    public const string Configuration = "configuration";
    public const string Directory = "directory";
    public const string Source = "source";
    public const string Inputs = "inputs";
    public const string Locked = "locked";
    public const string NixConf = "nixConf";
    public const string Rebuild = "rebuild";
    public const string Changes = "changes";
    public const string Derivation = "derivation";
    public const string Roots = "roots";
    public const string Registry = "registry";
    public const string From = "from";
    public const string To = "to";
    public const string Exact = "exact";

    public const string NixosKind = "nixos";
    public const string ReferenceKind = "reference";
}
