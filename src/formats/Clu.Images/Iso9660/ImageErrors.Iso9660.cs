using System.Globalization;
using Clu.Binary;
using Clu.Images.Iso9660;

namespace Clu.Images;

internal static partial class ImageErrors
{
    private const string LabelHint = "use 1 to 32 of the characters A-Z a-z 0-9 _ . -";

    public static CluException LabelEmpty() => new("CLU0220", ErrorKind.Usage, "the volume label is empty", LabelHint);

    public static CluException LabelTooLong(string label) => new(
        "CLU0220", ErrorKind.Usage,
        string.Create(CultureInfo.InvariantCulture, $"the volume label '{label}' has {label.Length} characters, a medium takes {VolumeLabel.MaxLength}"), LabelHint);

    public static CluException LabelCharacter(string label, int at) => new(
        "CLU0220", ErrorKind.Usage,
        string.Create(CultureInfo.InvariantCulture, $"the volume label '{label}' has '{label[at]}' at position {at + 1}"), LabelHint);

    public static CluException IsoTooManyDirectories(int count) => new(
        "CLU0221", ErrorKind.Usage, $"the tree has {Number(count)} directories, an ISO image takes {Number(Iso9660Limits.MaxDirectories)}");

    public static CluException IsoTooLarge(long sectors) => new(
        "CLU0221", ErrorKind.Usage, $"the image would have {Number(sectors)} sectors, ISO 9660 takes {Number(uint.MaxValue)}");

    public static CluException IsoFileTooLong(FileName name, long length) => new(
        "CLU0221", ErrorKind.Usage, $"'{name}' has {Number(length)} bytes, a file in an ISO image has at most {Number(Iso9660Limits.MaxFileLength)}");

    public static CluException BootImageMissing(string path) => new("CLU0221", ErrorKind.Usage, $"the boot image '{path}' is no file of the tree");

    public static CluException BootImageLength(string path, long length) => new(
        "CLU0221", ErrorKind.Usage,
        $"the boot image '{path}' has {Number(length)} bytes, GRUB's El Torito images have {Number(GrubBootImage.MinLength)} to {Number(GrubBootImage.MaxLength)}",
        "make it with grub-mkimage -O i386-pc-eltorito");

    public static CluException ProducedTooLong(long maximum) => new(
        "CLU0222", ErrorKind.Failed, $"a file made while the image was written became longer than the {Number(maximum)} bytes that were promised");
}
