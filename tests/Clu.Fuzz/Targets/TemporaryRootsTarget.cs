using System.Buffers;
using Clu.Nix.StorePaths;
using Clu.Nix.TemporaryRoots;

namespace Clu.Fuzz.Targets;

/// <summary>What is read is written back, but for what follows the last NUL.</summary>
public sealed class TemporaryRootsTarget : IFuzzTarget
{
    public string Name => "temporary-roots";

    public IEnumerable<byte[]> Seeds() =>
    [
        [],
        "/nix/store/5xd714cbfnkz02h2vbsj4fm03x3f15nf-baz\0/nix/store/7rwcy7jhh0sclsgivr7mlc3vsiilcbay-sattrs.drv\0"u8.ToArray(),
        "/nix/store/5xd714cbfnkz02h2vbsj4fm03x3f15nf-baz\0/nix/st"u8.ToArray(),
    ];

    public void Run(ReadOnlySpan<byte> input)
    {
        ArrayBufferWriter<byte> output = new();
        TemporaryRootsText.Write(TemporaryRootsText.Read(input, StoreDirectory.Default), StoreDirectory.Default, output);
        if (!input[..(input.LastIndexOf((byte)0) + 1)].SequenceEqual(output.WrittenSpan))
            throw new InvalidOperationException("what was read is not what was there");
    }
}
