using Clu.Binary;

namespace Clu.Nix.BootSpecs;

/// <summary>
/// What a boot loader needs to know of one system: its <c>boot.json</c>, bootspec version 1. Paths are plain strings, because a system is
/// described before its own store path is known. Layout: <c>docs/formats/bootspec.md</c>.
/// </summary>
public sealed record BootSpec
{
    /// <summary>The platform, for example <c>x86_64-linux</c>.</summary>
    public required string System { get; init; }

    /// <summary>Path of the kernel image.</summary>
    public required string Kernel { get; init; }

    /// <summary>Kernel parameters in order, without <c>init=</c>.</summary>
    public IReadOnlyList<string> KernelParameters { get; init; } = [];

    /// <summary>What a menu shows.</summary>
    public required string Label { get; init; }

    /// <summary>Path of the initial ramdisk, if there is one.</summary>
    public string? Initrd { get; init; }

    /// <summary>Path of the program that appends secrets to the ramdisk, if there are any.</summary>
    public string? InitrdSecrets { get; init; }

    /// <summary>Path of the system itself.</summary>
    public required string Toplevel { get; init; }

    /// <summary>Path of the first program, <c>init</c> in <see cref="Toplevel"/>.</summary>
    public required string Init { get; init; }

    /// <summary>Variants of the system by name, each a complete description.</summary>
    public IReadOnlyDictionary<string, BootSpec> Specialisations { get; init; } = new Dictionary<string, BootSpec>();

    /// <summary>
    /// What others have to say: JSON text by namespace, for example <c>org.nixos.systemd-boot</c>. Kept with keys sorted and no spaces.
    /// </summary>
    /// <exception cref="ArgumentException">On setting: a namespace is one of bootspec's own, or a text is not one JSON value.</exception>
    public IReadOnlyDictionary<string, string> Extensions
    {
        get;
        init => field = value.ToDictionary(
            pair => BootSpecKeys.CheckExtension(pair.Key), pair => CanonicalJson.Of(pair.Value), StringComparer.Ordinal);
    } = new Dictionary<string, string>();

    /// <summary>Reads a whole <c>boot.json</c>.</summary>
    /// <exception cref="MalformedDataException">It is no JSON, or not of version 1; the field is named by its path from the root.</exception>
    public static BootSpec Read(ReadOnlySpan<byte> json) => BootSpecReader.Read(json);

    /// <summary>The one text of this description: keys sorted, indented by two spaces, with a newline at the end.</summary>
    public byte[] Write() => BootSpecWriter.Write(this);
}
