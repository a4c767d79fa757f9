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
}
