using System.Globalization;
using Clu.Binary;
using Clu.Media.Checksums;

namespace Clu.Media;

internal static partial class MediaErrors
{
    public static CluException NoChecksum(string path) => new(
        "CLU0530", ErrorKind.Usage, $"'{path}' carries no checksum of the whole medium: it was made by an older clu or by another tool, or is no medium at all",
        hint: "`clu inspect --verify` checks the hashes of the store on any installer ISO; a new `clu build iso` writes the checksum");

    public static CluException MediumDamaged(MediumChecksumResult result)
    {
        MediumDamage first = result.Damage[0];
        string more = result.Damage.Count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"; {result.Damage.Count - 1} more parts are wrong");
        return new CluException(
            "CLU0531", ErrorKind.Data,
            string.Create(CultureInfo.InvariantCulture, $"'{result.Path}' is damaged: bytes {first.Position} to {first.Position + first.Length - 1} {first.Detail}{more}"),
            hint: first.Kind switch
            {
                MediumDamageKind.PersonalArea => "write it again with `clu customize`, or empty it with `clu customize --clear`",
                MediumDamageKind.Content or MediumDamageKind.Checksum or MediumDamageKind.CutOff =>
                    "copy the image again from where it came from; if the same place fails again, use another stick",
                MediumDamageKind.Unreadable => "use another stick, disc or drive",
                MediumDamageKind.TooLong => "copy the image again, without what was appended",
            });
    }

    public static CluException ChecksumDamaged(string path, MalformedDataException cause) => new(
        "CLU0532", ErrorKind.Data, $"the checksum that '{path}' carries is damaged itself: {cause.Message}", inner: cause,
        hint: "copy the image again from where it came from; if the same place fails again, use another stick");

    public static CluException NoLiveSystem() => new(
        "CLU0533", ErrorKind.Environment, "no medium is mounted at /iso: this is no live system of clu",
        hint: "name the medium: `clu verify /dev/sdb`, or a file");

    public static CluException MediumInMemory() => new(
        "CLU0534", ErrorKind.Environment, "the live system runs from a copy of the medium's files in memory (copytoram), which has no checksum of the whole",
        hint: "`clu verify --store iso:/iso/nix-store.squashfs --all --no-trust` checks every store object in memory, `clu verify /dev/sdb` a stick that is plugged in");
}
