using System.Runtime.InteropServices;
using System.Text;
using Clu.Testing;

namespace Clu.Install.Tests.Personalising;

/// <summary>GLib's own reader of key files, which NetworkManager uses.</summary>
internal sealed partial class GLibKeyfile : IDisposable
{
    private const string Library = "libglib-2.0.so.0";

    private readonly IntPtr _file;

    public GLibKeyfile(string text)
    {
        if (!NativeLibrary.TryLoad(Library, out _))
            throw Tool.Missing(Library);
        _file = New();
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Assert.NotEqual(0, Load(_file, bytes, (nuint)bytes.Length, 0, out _));
    }

    public string? Get(string group, string key)
    {
        IntPtr value = GetString(_file, group, key, IntPtr.Zero);
        string? text = Marshal.PtrToStringUTF8(value);
        Free(value);
        return text;
    }

    public void Dispose() => Unref(_file);

    [LibraryImport(Library, EntryPoint = "g_key_file_new")]
    private static partial IntPtr New();

    [LibraryImport(Library, EntryPoint = "g_key_file_unref")]
    private static partial void Unref(IntPtr file);

    [LibraryImport(Library, EntryPoint = "g_free")]
    private static partial void Free(IntPtr memory);

    [LibraryImport(Library, EntryPoint = "g_key_file_load_from_data")]
    private static partial int Load(IntPtr file, byte[] data, nuint length, int flags, out IntPtr error);

    [LibraryImport(Library, EntryPoint = "g_key_file_get_string", StringMarshalling = StringMarshalling.Utf8)]
    private static partial IntPtr GetString(IntPtr file, string group, string key, IntPtr error);
}
