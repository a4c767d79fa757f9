using System.Globalization;
using System.Text;
using Clu.Binary;

namespace Clu.Images;

/// <summary>Requests that no image can be made of; codes in <c>docs/errors.md</c>.</summary>
internal static partial class ImageErrors
{
    public static CluException CpioPathTooLong(ReadOnlySpan<byte> path) => new(
        "CLU0201", ErrorKind.Usage, $"the path '{Text(path)}' has more than {Cpio.CpioLimits.MaxName - 1} bytes, the most a ramdisk entry may have");

    public static CluException CpioFileTooLong(ReadOnlySpan<byte> path, long length) => new(
        "CLU0201", ErrorKind.Usage, $"'{Text(path)}' has {Number(length)} bytes, a file in a ramdisk must be below 4 GiB");

    public static CluException ContentChanged(long expected, string actual) => new(
        "CLU0202", ErrorKind.Data, $"a file changed while it was written into an image: it had {Number(expected)} bytes and then {actual}");

    private static string Text(ReadOnlySpan<byte> path) => Encoding.UTF8.GetString(path);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
