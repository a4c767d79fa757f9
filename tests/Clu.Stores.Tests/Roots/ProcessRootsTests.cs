using System.Diagnostics;
using Clu.Nix.StorePaths;
using Clu.Stores.Roots;
using Clu.Testing;

namespace Clu.Stores.Tests.Roots;

public sealed class ProcessRootsTests
{
    [Fact]
    public void What_a_running_process_has_in_its_environment_is_a_root_if_the_store_has_it()
    {
        StorePath named = StorePath.Parse("5xd714cbfnkz02h2vbsj4fm03x3f15nf-baz"), other = StorePath.Parse("7rwcy7jhh0sclsgivr7mlc3vsiilcbay-sattrs.drv");
        ProcessStartInfo start = new(Tool.Find("sleep")!, ["100"]);
        start.Environment["CLU_TEST_PATH"] = $"/bin:/nix/store/{named}/bin:/nix/store/{other}:/nix/store/x";
        using Process sleeping = Process.Start(start)!;
        try
        {
            string source = $"/proc/{sleeping.Id}/environ";
            // The environment is the new program's a moment after the start.
            StoreRoot[] found = [];
            for (int attempt = 0; attempt < 100 && found.Length == 0; attempt++)
            {
                Thread.Sleep(20);
                found = Find(path => path == named).Where(root => root.Source == source).ToArray();
            }

            Assert.Equal([new StoreRoot(source, named)], found);
            Assert.Equal(2, Find(_ => true).Count(root => root.Source == source));
        }
        finally
        {
            sleeping.Kill();
            sleeping.WaitForExit();
        }
    }

    private static IReadOnlyList<StoreRoot> Find(Predicate<StorePath> isValid) => new ProcessRoots(StoreDirectory.Default, isValid).Find();
}
