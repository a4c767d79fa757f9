using Clu.Binary;
using Clu.Systems.Toml;

namespace Clu.Install.Personal;

/// <summary>Finds out whether the installer will take answers.</summary>
internal static class AnswersCheck
{
    /// <summary>Checks a text.</summary>
    /// <exception cref="CluException">CLU0401 to CLU0405.</exception>
    public static void Run(string text, string file) => TomlTable.Parse(text, file, "docs/answers.md");
}
