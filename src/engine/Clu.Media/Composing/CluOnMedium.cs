using Clu.Binary;

namespace Clu.Media.Composing;

/// <summary>The files of clu that go onto a medium: the native program and the libraries beside it.</summary>
public static class CluOnMedium
{
    /// <summary>Checks that a folder holds a native clu.</summary>
    /// <returns>The folder.</returns>
    /// <exception cref="CluException">CLU0521: it does not.</exception>
    public static string Check(string folder)
    {
        string program = Path.Combine(folder, "clu");
        // Beside a program that needs the .NET runtime lies the assembly of the same name.
        return File.Exists(program) && !File.Exists($"{program}.dll") ? folder : throw MediaErrors.NoNativeBinary(folder);
    }
}
