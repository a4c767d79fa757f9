namespace Clu.Testing;

/// <summary>Finds the files of the working tree that tests read.</summary>
public static class RepositoryRoot
{
    /// <summary>Folder that holds <c>Clu.slnx</c>.</summary>
    public static string Path { get; } = Find();

    /// <summary>Folder of foreign test data beside the clone, or null where a clone stands alone.</summary>
    public static string? Fixtures
    {
        get
        {
            string beside = System.IO.Path.GetFullPath(System.IO.Path.Combine(Path, "..", "shared", "fixtures"));
            return Directory.Exists(beside) ? beside : null;
        }
    }

    private static string Find()
    {
        for (string? at = AppContext.BaseDirectory; at is not null; at = System.IO.Path.GetDirectoryName(at))
        {
            if (File.Exists(System.IO.Path.Combine(at, "Clu.slnx")))
                return at;
        }

        throw new InvalidOperationException("tests must run from inside the working tree: no Clu.slnx above " + AppContext.BaseDirectory);
    }
}
