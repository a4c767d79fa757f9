using System.Text;
using Clu.Nix.BootSpecs;

namespace Clu.Install.Loaders;

/// <summary>The words that a kernel is started with.</summary>
internal static class KernelCommandLine
{
    /// <summary>Bytes that an x86 kernel keeps (<c>COMMAND_LINE_SIZE</c> less its final NUL); it drops the rest without a word.</summary>
    public const int LongestBytes = 2047;

    /// <summary>In nixpkgs' order: the first program, the system's own words, then what leads to its disks.</summary>
    /// <exception cref="Clu.Binary.CluException">CLU0661: it is too long, or a word would end the line.</exception>
    public static string Of(BootSpec spec, IReadOnlyList<string> diskParameters)
    {
        string line = string.Join(' ', [$"init={spec.Init}", .. spec.KernelParameters, .. diskParameters]);
        int length = Encoding.UTF8.GetByteCount(line);
        if (length > LongestBytes)
            throw InstallErrors.KernelCommandLine(spec.Toplevel, $"has {length} bytes; a kernel keeps {LongestBytes}");
        return line.Any(char.IsControl)
            ? throw InstallErrors.KernelCommandLine(spec.Toplevel, "has a character that ends the line")
            : line;
    }
}
