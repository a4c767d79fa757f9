using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Clu.Install.Growing;

/// <summary>What the kernel is told of disks: linux/blkpg.h and ext4's own call.</summary>
internal static partial class DeviceCalls
{
    private const nuint BlockPartition = 0x1269;
    private const int ResizeOperation = 3;
    private const nuint Ext4Resize = 0x40086610;
    private const int NoSuchDevice = 6;
    private const int NotADevice = 25;

    /// <summary>Tells the kernel that a partition in use is longer now; of an image in a file, and of a partition that it does not know, nobody need be told.</summary>
    /// <exception cref="IOException">It refuses.</exception>
    public static unsafe void ResizePartition(SafeFileHandle disk, int number, long start, long length)
    {
        PartitionInfo info = new() { Start = start, Length = length, Number = number };
        PartitionCall call = new() { Operation = ResizeOperation, DataLength = sizeof(PartitionInfo), Data = &info };
        if (Control(disk, BlockPartition, &call) != 0 && Marshal.GetLastPInvokeError() is var error and not (NoSuchDevice or NotADevice))
            throw new IOException($"the kernel does not take the partition's new size: {Marshal.GetPInvokeErrorMessage(error)}");
    }

    /// <summary>Makes a mounted ext4 larger.</summary>
    /// <param name="folder">Where it is mounted.</param>
    /// <param name="blocks">Blocks that it shall have.</param>
    /// <exception cref="IOException">It refuses.</exception>
    public static unsafe void GrowExt4(string folder, long blocks)
    {
        using SafeFileHandle handle = OpenFolder(folder);
        ulong wanted = (ulong)blocks;
        if (Control(handle, Ext4Resize, &wanted) != 0)
            throw new IOException($"the file system at '{folder}' cannot grow: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    private static SafeFileHandle OpenFolder(string folder)
    {
        // .NET opens no folders.
        SafeFileHandle handle = new(Open(folder, 0), ownsHandle: true);
        return handle.IsInvalid ? throw new IOException($"'{folder}' cannot be opened: {Marshal.GetLastPInvokeErrorMessage()}") : handle;
    }

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static unsafe partial int Control(SafeFileHandle device, nuint request, void* argument);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Open(string path, int flags);

    [StructLayout(LayoutKind.Sequential)]
    private unsafe struct PartitionCall
    {
        public int Operation;
        public int Flags;
        public int DataLength;
        public void* Data;
    }

    [StructLayout(LayoutKind.Sequential)]
    private unsafe struct PartitionInfo
    {
        public long Start;
        public long Length;
        public int Number;
        public fixed byte DeviceName[64];
        public fixed byte VolumeName[64];
    }
}
