using Xunit;

namespace Clu.Testing;

/// <summary>Compares text with a file of the repository; with <c>CLU_UPDATE_GOLDEN=1</c> the file is rewritten instead.</summary>
public static class Golden
{
    /// <summary>Fails the test unless the text is the file's.</summary>
    /// <param name="file">Path from the root of the repository, <c>….golden.txt</c>.</param>
    /// <param name="actual">The text. Blanks at the ends of lines do not count.</param>
    public static void Check(string file, string actual)
    {
        string path = Path.Combine(RepositoryRoot.Path, file);
        string text = string.Join('\n', actual.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Select(line => line.TrimEnd(' ')));
        if (Environment.GetEnvironmentVariable("CLU_UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        Assert.True(File.Exists(path), $"{file} is missing; CLU_UPDATE_GOLDEN=1 makes it");
        Assert.Equal(File.ReadAllText(path), text);
    }
}
