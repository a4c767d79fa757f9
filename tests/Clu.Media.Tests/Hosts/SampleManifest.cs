using Clu.Media.Hosts;
using Clu.Nix.ContentAddresses;
using Clu.Nix.Hashing;
using Clu.Nix.Signatures;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Systems.Profiles;

namespace Clu.Media.Tests.Hosts;

/// <summary>A manifest with two hosts that share a library.</summary>
internal static class SampleManifest
{
    public static StoreObjectInfo Library { get; } = Object('a', "library", 1000) with
    {
        ContentAddress = new ContentAddress(ContentAddressMethod.Nar, new Hash(HashAlgorithm.Sha256, new byte[32])),
    };

    public static StoreObjectInfo One { get; } = Object('c', "nixos-system-one", 200, Library.Path) with
    {
        Deriver = StorePath.Parse($"{new string('d', 32)}-nixos-system-one.drv"),
        Signatures = [Signature.Parse($"cache-1:{Convert.ToBase64String(new byte[Signature.Size])}")],
    };

    public static StoreObjectInfo Two { get; } = SelfReferring(Object('b', "nixos-system-two", 30, Library.Path));

    public static MediumManifest Whole { get; } = new()
    {
        Label = "clu-test-0.1",
        Hosts =
        [
            new MediumHost
            {
                Name = "one",
                Description = "Größe <1> & \"2\"",
                Kind = HostKind.NixOS,
                Toplevel = One.Path,
                Closure = [Library.Path, One.Path],
                ClosureSize = 1200,
                OwnSize = 200,
            },
            new MediumHost
            {
                Name = "two",
                Kind = HostKind.Reference,
                Toplevel = Two.Path,
                Closure = [Library.Path, Two.Path],
                ClosureSize = 1030,
                OwnSize = 30,
                Defaults = new HostDefaults
                {
                    HostName = HostName.Parse("two-1"),
                    Layout = "uefi-ext4",
                    TimeZone = "Europe/Berlin",
                    Locale = "de_DE.UTF-8",
                    Keymap = "de-latin1",
                    Users =
                    [
                        new UserAccount(UserName.Parse("me"), 1000, [UserName.Parse("sudo")], "/bin/bash", "$y$j9T$abc$def", ["ssh-ed25519 AAAA+/= me@example.org"]),
                        new UserAccount(UserName.Parse("you"), null, [], "/bin/sh", null, []),
                    ],
                },
            },
        ],
        Objects = [Library, Two, One],
    };

    public static MediumManifest Empty { get; } = new() { Label = "clu-test-0.1", Hosts = [], Objects = [] };

    public static StoreObjectInfo Object(char digit, string name, long size, params StorePath[] references) => new()
    {
        Path = StorePath.Parse($"{new string(digit, 32)}-{name}"),
        NarHash = Hash.Of(HashAlgorithm.Sha256, [(byte)digit]),
        NarSize = size,
        References = references,
    };

    private static StoreObjectInfo SelfReferring(StoreObjectInfo info) => info with { References = [.. info.References, info.Path] };
}
