using System.Buffers.Binary;
using System.Text;
using Clu.Binary;
using Clu.Nix.StorePaths;
using Clu.Nix.Wire;

namespace Clu.Nix.WorkerProtocol;

/// <summary>How a client and a daemon come to the version that both speak.</summary>
public static class WorkerHandshake
{
    /// <summary>The first version with features.</summary>
    private const int FirstWithFeatures = 38;

    /// <summary>Greets a daemon.</summary>
    /// <param name="input">What the daemon sends.</param>
    /// <param name="output">What it gets; flushed.</param>
    /// <param name="offered">The newest version to speak, with its features.</param>
    /// <returns>The lower version of both, with the features of both.</returns>
    /// <exception cref="MalformedDataException">Nobody who speaks that protocol answers, or a daemon that speaks another major version.</exception>
    public static WorkerVersion Greet(Stream input, Stream output, WorkerVersion offered) => Greet(
        new ProtocolReader(input, WorkerMagic.Format, StoreDirectory.Default), new ProtocolWriter(output, StoreDirectory.Default), offered);

    internal static WorkerVersion Greet(ProtocolReader reader, ProtocolWriter writer, WorkerVersion offered)
    {
        writer.Number(WorkerMagic.Client);
        writer.Number((WorkerVersion.Major << 8) | offered.Minor);
        writer.Flush();
        ulong magic = reader.Wire.Number("greeting");
        if (magic != WorkerMagic.Daemon)
            throw reader.Wire.Malformed(0, "greeting", MalformedReason.InvalidValue, "the greeting of a Nix daemon", Shown(magic));
        long at = reader.Wire.Offset;
        // Of 32 bits Nix looks at the lower half.
        long number = reader.Wire.Number(uint.MaxValue, "version");
        long major = (number >> 8) & 0xFF;
        if (major != WorkerVersion.Major)
            throw reader.Wire.Malformed(at, "version", MalformedReason.Unsupported, "1.x", $"{major}.{number & 0xFF}");
        int minor = Math.Min((int)(number & 0xFF), offered.Minor);
        if (minor < FirstWithFeatures)
            return new WorkerVersion(minor);
        writer.StringSet(offered.Features);
        writer.Flush();
        at = reader.Wire.Offset;
        List<string> theirs = reader.Strings("feature");
        return theirs.Count <= WorkerLimits.MaxFeatures
            ? new WorkerVersion(minor) { Features = [.. offered.Features.Intersect(theirs).Order(StringComparer.Ordinal)] }
            : throw reader.Wire.Malformed(at, "feature", MalformedReason.LimitExceeded, $"at most {WorkerLimits.MaxFeatures}", $"{theirs.Count}");
    }

    /// <summary>What greets instead is often the banner of a shell.</summary>
    private static string Shown(ulong magic)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, magic);
        return bytes.IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0 ? $"'{Encoding.ASCII.GetString(bytes)}…'" : $"0x{magic:x}";
    }
}
