using System.Buffers;

namespace Clu.Media.Qemu;

/// <summary>Prints command lines that a shell reads back as the same words.</summary>
public static class ShellQuoting
{
    private static readonly SearchValues<char> Plain =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./,=:+@%");

    /// <summary>A command line.</summary>
    public static string Join(IEnumerable<string> words) => string.Join(' ', words.Select(Quote));

    /// <summary>The word, quoted where it must be.</summary>
    public static string Quote(string word) => word.Length > 0 && !word.AsSpan().ContainsAnyExcept(Plain)
        ? word
        : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
