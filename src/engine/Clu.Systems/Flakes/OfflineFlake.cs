using Clu.Nix.Flakes;
using Clu.Nix.StorePaths;

namespace Clu.Systems.Flakes;

/// <summary>What Nix has to be told so that it evaluates a flake without a network.</summary>
public static class OfflineFlake
{
    /// <summary>Where the registry of a machine is.</summary>
    public const string RegistryPath = "/etc/nix/registry.json";

    /// <summary>
    /// Settings beside the registry: flakes are there to be used, names are looked up on the machine only, and what once was downloaded does not grow old.
    /// </summary>
    public static IReadOnlyList<string> Settings { get; } =
        ["extra-experimental-features = nix-command flakes", $"flake-registry = {RegistryPath}", "tarball-ttl = 4294967295"];

    /// <summary>A registry in which the names of inputs mean the objects that are there.</summary>
    /// <param name="inputs">Names and objects.</param>
    /// <param name="directory">The store directory; null for <c>/nix/store</c>.</param>
    public static FlakeRegistry Registry(IEnumerable<FlakeInput> inputs, StoreDirectory? directory = null) => new(
    [
        .. inputs.Select(input => new FlakeRegistryEntry(
            FlakeReference.Of([new("type", "indirect"), new("id", input.Name)]),
            FlakeReference.Of(Target(input, directory ?? StoreDirectory.Default)),
            Exact: false)),
    ]);

    /// <summary>The store path that a reference means; null where it leads elsewhere.</summary>
    public static StorePath? PathOf(FlakeReference reference, StoreDirectory? directory = null) =>
        reference.Type == "path" && (directory ?? StoreDirectory.Default).TryParseInside(reference.Text("path") ?? "", out StorePath? path, out _) ? path : null;

    private static IEnumerable<KeyValuePair<string, object>> Target(FlakeInput input, StoreDirectory directory)
    {
        yield return new("type", "path");
        yield return new("path", directory.Print(input.Path));
        // What the path alone does not tell, and outputs can show.
        foreach (string name in (string[])["lastModified", "narHash", "rev"])
        {
            if (input.Locked.Attributes.TryGetValue(name, out object? value))
                yield return new(name, value);
        }
    }
}
