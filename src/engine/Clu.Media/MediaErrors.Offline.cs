using System.Globalization;
using Clu.Binary;
using Clu.Nix.Flakes;
using Clu.Nix.StorePaths;
using Clu.Stores.BuildGraphs;
using Clu.Systems.Profiles;
using Clu.Systems.Rebuilds;

namespace Clu.Media;

/// <summary>Errors of what hosts are rebuilt from (CLU0740 to CLU0746).</summary>
internal static partial class MediaErrors
{
    public static CluException NoFlake(HostProfile host, string flake) => new(
        "CLU0740", ErrorKind.Usage, $"the flake of host '{host.Name}', '{flake}', is neither a folder with a flake.nix nor an object of a store on this machine",
        hint: "name the folder, or what `nix flake metadata --json | jq -r .path` prints in it", untouched: NothingWritten);

    public static CluException NotLocked(HostProfile host, string flake) => new(
        "CLU0741", ErrorKind.Usage, $"the flake of host '{host.Name}', '{flake}', has inputs and no flake.lock", hint: $"run `nix flake lock {flake}`", untouched: NothingWritten);

    public static CluException BadLock(HostProfile host, string flake, MalformedDataException cause) => new(
        "CLU0742", ErrorKind.Data, $"the flake.lock of host '{host.Name}', in '{flake}', cannot be used: {cause.Message}", inner: cause,
        hint: $"run `nix flake lock {flake}` again", untouched: NothingWritten);

    public static CluException MissingInput(HostProfile host, string flake, FlakeInput input) => new(
        "CLU0743", ErrorKind.Usage,
        $"the input '{input.Name}' of host '{host.Name}' is not in the store: {StoreDirectory.Default.Print(input.Path)}",
        hint: $"run `nix flake archive {flake}`, which fetches all inputs", untouched: NothingWritten);

    public static CluException KitLacks(HostProfile host, ChangePlan change)
    {
        BuildNeed need = change.Missing[0];
        string what = need.Path is { } path ? StoreDirectory.Default.Print(path) : $"the output '{need.Output}' of {StoreDirectory.Default.Print(need.Maker!.Path)}";
        string more = change.Missing.Count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" and {change.Missing.Count - 1} more");
        return new CluException(
            "CLU0744", ErrorKind.Usage, $"the rebuild kit of host '{host.Name}' for '{change.Name}' needs {what}{more}, and the store does not have it",
            hint: need.Maker is { } maker ? $"run `nix-store --realise {StoreDirectory.Default.Print(maker.Path)}`; `clu rebuild-kit plan` lists all" : "evaluate the system on this machine",
            untouched: NothingWritten);
    }

    public static CluException KitTooLarge(HostProfile host, RebuildKit kit) => new(
        "CLU0745", ErrorKind.Usage,
        string.Create(CultureInfo.InvariantCulture, $"the rebuild kit of host '{host.Name}' has no room for {string.Join(" and ", kit.Dropped.Select(change => $"'{change.Name}'"))}: the budget is {kit.Budget} bytes, and the rest takes {kit.Size}"),
        hint: $"take {string.Join(" and ", kit.Dropped.Select(change => $"'{change.Name}'"))} out of allow, or raise the budget; `clu rebuild-kit plan` shows what each takes",
        untouched: NothingWritten);

    /// <summary>The code of <see cref="NoSuchHost"/>.</summary>
    public const string NoSuchHostCode = "CLU0746";

    public static CluException NoSuchHost(string name, IEnumerable<string> known) => new(
        NoSuchHostCode, ErrorKind.Usage, $"there is no host '{name}'", hint: known.Any() ? $"there are {string.Join(", ", known)}" : "there is none at all");
}
