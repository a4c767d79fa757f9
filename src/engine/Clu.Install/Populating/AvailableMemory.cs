using System.Globalization;
using System.Text.RegularExpressions;

namespace Clu.Install.Populating;

/// <summary>The memory that programs can have without others being driven out.</summary>
internal static partial class AvailableMemory
{
    private const string File = "/proc/meminfo";

    /// <summary>Bytes, as the kernel estimates them; null where it does not say.</summary>
    public static long? Read() => System.IO.File.Exists(File) ? Read(System.IO.File.ReadAllText(File)) : null;

    internal static long? Read(string text) =>
        Line().Match(text) is { Success: true } match
        && long.TryParse(match.Groups["kib"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out long kib)
            ? kib * 1024
            : null;

    [GeneratedRegex(@"^MemAvailable:\s+(?<kib>[0-9]{1,15}) kB$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex Line();
}
