using System.Globalization;
using System.Text.Json;

namespace Clu.Install.Disks;

/// <summary>Reads what <c>lsblk --json --bytes</c> and <c>losetup --json</c> print.</summary>
internal static class LsblkReader
{
    /// <summary>Columns that are asked for; <c>MOUNTPOINTS</c> came with util-linux 2.37.</summary>
    public const string Columns = "NAME,PATH,TYPE,SIZE,LOG-SEC,RO,RM,MAJ:MIN,MODEL,SERIAL,TRAN,FSTYPE,LABEL,MOUNTPOINTS";

    /// <summary>Columns of losetup that are asked for.</summary>
    public const string LoopColumns = "NAME,BACK-MAJ:MIN";

    private const int DeepestNesting = 64;

    /// <exception cref="Clu.Binary.CluException">CLU0612.</exception>
    public static IReadOnlyList<LsblkDevice> Devices(string json) => Read("lsblk", json, root => List(root, "blockdevices"));

    /// <summary>Loop devices and the number of the device that the file behind each lies on.</summary>
    /// <exception cref="Clu.Binary.CluException">CLU0612.</exception>
    public static IReadOnlyDictionary<string, string> Loops(string json) => string.IsNullOrWhiteSpace(json)
        ? new Dictionary<string, string>()
        : Read("losetup", json, root => root.GetProperty("loopdevices").EnumerateArray()
            .ToDictionary(loop => Text(loop, "name"), loop => Text(loop, "back-maj:min")));

    private static T Read<T>(string program, string json, Func<JsonElement, T> read)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = DeepestNesting });
            return read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException
            or OverflowException)
        {
            throw InstallErrors.StrangeSurvey(program, e.Message);
        }
    }

    private static IReadOnlyList<LsblkDevice> List(JsonElement parent, string name) => [.. parent.GetProperty(name).EnumerateArray().Select(Device)];

    private static LsblkDevice Device(JsonElement device) => new()
    {
        Name = Required(device, "name"),
        Path = Required(device, "path"),
        Type = Required(device, "type"),
        Size = Number(device, "size"),
        SectorSize = checked((int)Number(device, "log-sec")),
        IsReadOnly = Flag(device, "ro"),
        IsRemovable = Flag(device, "rm"),
        Number = Required(device, "maj:min"),
        Model = Text(device, "model"),
        Serial = Text(device, "serial"),
        Transport = Text(device, "tran"),
        FileSystem = Text(device, "fstype"),
        Label = Text(device, "label"),
        MountPoints = [.. device.GetProperty("mountpoints").EnumerateArray().Select(point => point.GetString()).OfType<string>()],
        Children = device.TryGetProperty("children", out _) ? List(device, "children") : [],
    };

    private static string Required(JsonElement device, string name) =>
        Text(device, name) is { Length: > 0 } text ? text : throw new FormatException($"'{name}' is empty");

    private static string Text(JsonElement device, string name) => device.GetProperty(name).GetString()?.Trim() ?? "";

    /// <summary>A number; older versions of lsblk quote them.</summary>
    private static long Number(JsonElement device, string name)
    {
        JsonElement value = device.GetProperty(name);
        long number = value.ValueKind == JsonValueKind.String
            ? long.Parse(value.GetString()!, NumberStyles.None, CultureInfo.InvariantCulture)
            : value.GetInt64();
        return number >= 0 ? number : throw new FormatException($"'{name}' is negative");
    }

    private static bool Flag(JsonElement device, string name)
    {
        JsonElement value = device.GetProperty(name);
        return value.ValueKind == JsonValueKind.String ? value.GetString() == "1" : value.GetBoolean();
    }
}
