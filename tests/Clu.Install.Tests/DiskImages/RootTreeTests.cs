using System.Formats.Tar;
using Clu.Images.Trees;
using Clu.Install.DiskImages;
using Clu.Install.Plans;
using Clu.Testing;

namespace Clu.Install.Tests.DiskImages;

public sealed class RootTreeTests : IDisposable
{
    private static readonly UnixPermissions _private = new(Convert.ToUInt16("600", 8));

    private readonly TempFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Folders_come_before_what_is_in_them_and_siblings_in_the_order_of_bytes()
    {
        RootTree tree = Sample();
        Assert.Equal(
            ["/a", "/a/b", "/a/b/c", "/a-b", "/a0", "/etc", "/etc/shadow", "/etc/systemd", "/etc/systemd/x.service", "/link"],
            tree.Entries.Select(entry => entry.Key));
    }

    [Fact]
    public void What_is_below_a_mount_point_is_taken_out_and_the_folder_stays()
    {
        RootTree tree = Sample();
        Assert.Equal(["/b", "/b/c"], tree.Split("/a").Select(entry => entry.Key));
        Assert.Contains("/a", tree.Entries.Select(entry => entry.Key));
        Assert.DoesNotContain("/a/b", tree.Entries.Select(entry => entry.Key));
    }

    [Fact]
    public void A_program_has_no_place_in_an_image() =>
        Assert.Throws<ArgumentException>(() => Sample().Apply(new InstallAction.Run(new("true"))));

    [Theory]
    [InlineData(".tar")]
    [InlineData(".tar.zst")]
    [InlineData(".tar.xz")]
    public void The_archive_is_what_tar_lists_and_is_the_same_each_time(string ending)
    {
        byte[] once = Archive(ending);
        Assert.Equal(once, Archive(ending));
        File.WriteAllBytes(_folder[$"x{ending}"], once);
        string list = Tool.Run("tar", "--numeric-owner", "--full-time", "--utc", "-tvf", _folder[$"x{ending}"]).Succeeded().Output;
        Assert.Contains("-rw-r----- 0/42 ", list, StringComparison.Ordinal);
        Assert.Contains("drwxr-xr-x 0/0 ", list, StringComparison.Ordinal);
        Assert.Contains("1970-01-01 00:00:01 ./link -> /etc/static/x", list, StringComparison.Ordinal);
        Assert.Equal(10, list.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void The_archive_keeps_owners_and_contents()
    {
        File.WriteAllBytes(_folder["x.tar"], Archive(".tar"));
        using TarReader reader = new(File.OpenRead(_folder["x.tar"]));
        while (reader.GetNextEntry() is { } entry)
        {
            if (entry.Name != "./etc/shadow")
                continue;
            using StreamReader text = new(entry.DataStream!);
            Assert.Equal(("root:!", 0, 42), (text.ReadToEnd(), entry.Uid, entry.Gid));
            return;
        }

        Assert.Fail("no shadow");
    }

    private byte[] Archive(string ending)
    {
        using MemoryStream output = new();
        SystemTarball.Write(Sample().Entries, "./", output, $"x{ending}", null, Cancellation);
        return output.ToArray();
    }

    private RootTree Sample()
    {
        RootTree tree = new(Directory.CreateDirectory(_folder["scratch"]).FullName);
        tree.Apply(new InstallAction.WriteFile(new PlannedFile("/etc/systemd/x.service", "[Unit]"u8.ToArray(), UnixPermissions.File)));
        tree.Apply(new InstallAction.WriteFile(new PlannedFile("/a/b/c", "c"u8.ToArray(), _private)));
        tree.Apply(new InstallAction.WriteFile(new PlannedFile("/a0", "0"u8.ToArray(), UnixPermissions.File)));
        tree.Apply(new InstallAction.WriteFile(new PlannedFile("/a-b", "-"u8.ToArray(), UnixPermissions.File)));
        tree.Apply(new InstallAction.WriteFile(new PlannedFile("/etc/shadow", "root:!"u8.ToArray(), new UnixPermissions(Convert.ToUInt16("640", 8)), 0, 42, Secret: true)));
        tree.Apply(new InstallAction.Link("/link", "/etc/static/x"));
        tree.Apply(new InstallAction.WriteFile(new PlannedFile("/gone", "x"u8.ToArray(), UnixPermissions.File)));
        tree.Apply(new InstallAction.Remove("/gone"));
        return tree;
    }
}
