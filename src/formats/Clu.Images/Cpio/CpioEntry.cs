namespace Clu.Images.Cpio;

/// <summary>One entry of an archive, as stored.</summary>
/// <param name="Path">The name's bytes without NUL; slash-separated.</param>
/// <param name="Mode">Type and permission bits.</param>
/// <param name="Inode">Number of the file.</param>
/// <param name="LinkCount">Names that the file has.</param>
/// <param name="UserId">Owner.</param>
/// <param name="GroupId">Group.</param>
/// <param name="Time">Modification time, Unix seconds.</param>
/// <param name="DeviceMajor">Of a device node: its major number.</param>
/// <param name="DeviceMinor">Of a device node: its minor number.</param>
/// <param name="Data">File content or link target; a part of the archive, not a copy.</param>
public sealed record CpioEntry(
    ReadOnlyMemory<byte> Path, uint Mode, uint Inode, uint LinkCount, uint UserId, uint GroupId, uint Time,
    uint DeviceMajor, uint DeviceMinor, ReadOnlyMemory<byte> Data);
