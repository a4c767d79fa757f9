using System.Globalization;
using Clu.Binary;
using Clu.Stores;

namespace Clu.Install;

/// <summary>Errors of putting the closure into the target (CLU065x).</summary>
internal static partial class InstallErrors
{
    public static CluException TargetFull(string root, long bytes, DiskFullException cause) => new(
        "CLU0650", ErrorKind.Environment, $"the disk of the target '{root}' is full, the system needs about {Gigabytes(bytes)} GB there: {cause.Message}", inner: cause,
        untouched: "nothing was registered", hint: "give it more room and run it again: what was copied is kept");

    public static CluException TargetRefuses(string root, Exception cause) => new(
        "CLU0651", ErrorKind.Environment, $"the target '{root}' cannot be written: {cause.Message}", inner: cause);

    public static CluException MediumLacks(string path, int count, string medium) => new(
        "CLU0652", ErrorKind.Data,
        count == 1
            ? $"'{path}', a part of the system, is not on '{medium}'"
            : $"'{path}' and {(count - 1).ToString(CultureInfo.InvariantCulture)} other parts of the system are not on '{medium}'",
        untouched: "the target was left as it was", hint: "choose a host that the medium carries, or make the medium anew");

    public static CluException StoreDiffers(string root, string what) => new(
        "CLU0655", ErrorKind.Data, $"the store of the target '{root}' is not sound: {what}",
        hint: "check the target's disk and run the installation again");

    private static string Gigabytes(long bytes) => (bytes / 1e9).ToString("0.0", CultureInfo.InvariantCulture);
}
