using Clu.Testing;

namespace Clu.Stores.Tests;

public sealed class ProgramPathTests
{
    [Fact]
    public void Programs_are_sought_in_path_alone()
    {
        using TempFolder folder = new();
        File.WriteAllText(folder["tool"], "#!/bin/sh");
        File.SetUnixFileMode(folder["tool"], (UnixFileMode)Convert.ToInt32("755", 8));
        Assert.EndsWith("/sh", ProgramPath.Find("sh"), StringComparison.Ordinal);
        Assert.Null(ProgramPath.Find("tool"));
        Assert.Equal(folder["tool"], ProgramPath.Find(folder["tool"]));
    }
}
