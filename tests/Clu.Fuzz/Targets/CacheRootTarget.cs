using Clu.Nix.BinaryCaches;
using Clu.Nix.StorePaths;

namespace Clu.Fuzz.Targets;

/// <summary>What is written of what was read is read to the same paths.</summary>
public sealed class CacheRootTarget : IFuzzTarget
{
    public string Name => "cache-root";

    public IEnumerable<byte[]> Seeds() =>
        ["/nix/store/mr1s7z19ss3m9iv5l16gn3245p3r08b7-hello\n/nix/store/vxjiwkjkn7x4079qvh1jkl5pn05j2aw0-lib\n"u8.ToArray()];

    public void Run(ReadOnlySpan<byte> input)
    {
        IReadOnlyList<StorePath> paths = CacheRootText.Read(input, StoreDirectory.Default);
        IReadOnlyList<StorePath> again = CacheRootText.Read(CacheRootText.Write(paths, StoreDirectory.Default), StoreDirectory.Default);
        if (!again.SequenceEqual(paths.Distinct().Order()))
            throw new InvalidOperationException("paths changed");
    }
}
