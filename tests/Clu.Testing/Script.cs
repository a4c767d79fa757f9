namespace Clu.Testing;

/// <summary>Makes programs for tests.</summary>
public static class Script
{
    /// <summary>Writes a shell script that can be run.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="text">The commands.</param>
    public static void Write(string path, string text)
    {
        File.WriteAllText(path, $"#!/bin/sh\n{text}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>A word so that the shell takes it for what it is.</summary>
    public static string Quote(string word) => $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
