using System.Runtime.InteropServices;

namespace Clu.Install.Execution;

/// <summary>
/// Makes symbolic links in one step. .NET looks at what a link leads to before it renames it, and the links of a target lead nowhere in the live system.
/// </summary>
internal static partial class SymbolicLink
{
    private const string Beside = ".clu-new";

    /// <summary>Makes a link in place of the file or link that was there; no moment is without it.</summary>
    /// <exception cref="IOException">The file system refuses.</exception>
    public static void Place(string link, string target)
    {
        string beside = link + Beside;
        File.Delete(beside);
        File.CreateSymbolicLink(beside, target);
        if (Rename(beside, link) != 0)
            throw new IOException($"the link '{link}' cannot be made: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    [LibraryImport("libc", EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Rename(string from, string to);
}
