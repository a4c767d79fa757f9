using System.Globalization;
using System.Text.RegularExpressions;

namespace Clu.Install.Loaders;

/// <summary>An entry of the firmware's boot list, as <c>efibootmgr --verbose</c> prints it.</summary>
/// <param name="Number">Four hexadecimal digits.</param>
/// <param name="Label">What the firmware's menu shows.</param>
/// <param name="Partition">Identifier of the GPT partition that it starts from; null for all else: discs, networks, the firmware's own.</param>
/// <param name="Loader">Path of the program on the partition, with backslashes; empty where there is none.</param>
internal sealed partial record BootListEntry(string Number, string Label, Guid? Partition, string Loader)
{
    /// <summary>Reads what the program prints. Lines that are no entries do not count.</summary>
    public static IReadOnlyList<BootListEntry> Parse(string output) => [.. Line().Matches(output).Select(match => new BootListEntry(
        match.Groups["number"].Value,
        match.Groups["label"].Value,
        Guid.TryParse(match.Groups["partition"].Value, CultureInfo.InvariantCulture, out Guid partition) ? partition : null,
        match.Groups["loader"].Value))];

    // Version 17 writes File(\EFI\…), version 18 \EFI\… alone.
    [GeneratedRegex(
        @"^Boot(?<number>[0-9A-Fa-f]{4})[* ] ?(?<label>[^\t\n]*)(\tHD\(\d+,GPT,(?<partition>[0-9A-Fa-f-]{36})[^)]*\)(/(File\()?(?<loader>\\[^)\n]*))?)?",
        RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Line();
}
