using System.Globalization;
using Clu.Binary;
using Clu.Install.Choices;

namespace Clu.Install;

/// <summary>Errors of disks and layouts (CLU0600 to CLU0629).</summary>
internal static partial class InstallErrors
{
    private const string NothingWritten = "nothing was written to a disk";
    private const string LayoutManual = "docs/layouts.md has the format and examples";

    public static CluException NoSuchLayout(string name, string? nearest) => new(
        "CLU0600", ErrorKind.Usage, $"there is no layout '{name}'",
        nearest is null ? "docs/layouts.md lists those that are there; a file ends in .toml" : $"did you mean '{nearest}'?", NothingWritten);

    public static CluException LayoutNames(string layout, string what) => Layout("CLU0601", layout, what);

    public static CluException LayoutPlacing(string layout, string what, string? nearest = null) =>
        Layout("CLU0602", layout, what, nearest is null ? null : $"did you mean '{nearest}'?");

    public static CluException LayoutKinds(string layout, string what) => Layout("CLU0603", layout, what);

    public static CluException LayoutMounts(string layout, string what) => Layout("CLU0604", layout, what);

    public static CluException LayoutSizes(string layout, string what) => Layout("CLU0605", layout, what);

    public static CluException LayoutDisks(string layout, string what) => Layout("CLU0606", layout, what);

    public static CluException LayoutFirmware(string layout, TargetFirmware firmware, string why) => new(
        "CLU0607", ErrorKind.Usage, $"the layout '{layout}' cannot start by {(firmware == TargetFirmware.Bios ? "BIOS" : "UEFI")}: {why}",
        LayoutManual, NothingWritten);

    public static CluException WrongDiskCount(string layout, int needed, int given) => new(
        "CLU0608", ErrorKind.Usage, string.Create(CultureInfo.InvariantCulture, $"the layout '{layout}' needs {needed} disks, and {given} were given"),
        "choose as many disks as it needs, each once", NothingWritten);

    public static CluException DiskTooSmall(string layout, string place, long size, string what, long needed) => new(
        "CLU0609", ErrorKind.Usage,
        string.Create(CultureInfo.InvariantCulture, $"the layout '{layout}' does not fit on {place} with {size} bytes: {what} needs {needed}"),
        "choose a larger disk or a smaller layout", NothingWritten);

    public static CluException DiskRefused(string disk, string why) => new(
        "CLU0610", ErrorKind.Usage, $"{disk} must not be written: {why}", "choose another disk, or let go of this one first", NothingWritten);

    public static CluException NoDiskSecret(string layout) => new(
        "CLU0611", ErrorKind.Usage, $"the layout '{layout}' encrypts, and there is neither a passphrase nor a key file", "give one of the two", NothingWritten);

    public static CluException StrangeSurvey(string program, string what) => new(
        "CLU0612", ErrorKind.Data, $"what {program} printed cannot be used: {what}", "util-linux 2.37 or later is needed", NothingWritten);

    public static CluException LayoutFile(string file, string why, Exception inner) => new(
        "CLU0613", ErrorKind.Usage, $"the layout {file} cannot be read: {why}", "check its name and permissions", NothingWritten, inner);

    private static CluException Layout(string code, string layout, string what, string? hint = null) =>
        new(code, ErrorKind.Usage, $"the layout '{layout}' makes no sense: {what}", hint ?? LayoutManual, NothingWritten);
}
