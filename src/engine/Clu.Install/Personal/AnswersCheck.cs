using Clu.Binary;
using Clu.Install.Answers;

namespace Clu.Install.Personal;

/// <summary>Finds out whether the installer will take answers.</summary>
internal static class AnswersCheck
{
    /// <summary>Checks a text.</summary>
    /// <exception cref="CluException">What <see cref="AnswersReader"/> throws.</exception>
    public static void Run(string text, string file) => AnswersReader.Parse(text, file, "/run/clu");
}
