using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Clu.Media.Personal;

/// <summary>Copies bytes between files inside the kernel: file systems that can share blocks do so, and copy nothing (copy_file_range(2)).</summary>
internal static partial class FileRange
{
    /// <summary>Copies bytes to the same place of another file.</summary>
    /// <param name="source">From where.</param>
    /// <param name="target">Where to.</param>
    /// <param name="position">First byte.</param>
    /// <param name="length">How many at most.</param>
    /// <returns>Bytes copied; 0 where the kernel cannot do it for these two.</returns>
    public static long Copy(SafeFileHandle source, SafeFileHandle target, long position, long length)
    {
        long from = position, to = position;
        return Math.Max(0, Call(source, ref from, target, ref to, (nuint)length, 0));
    }

    [LibraryImport("libc", EntryPoint = "copy_file_range", SetLastError = true)]
    private static partial nint Call(SafeFileHandle source, ref long sourcePosition, SafeFileHandle target, ref long targetPosition, nuint length, uint flags);
}
