using System.Text;
using Clu.Binary;
using Clu.Images.Trees;
using Clu.Systems.Reference.Environments;

namespace Clu.Systems.Tests.Reference;

public class MergedTreeTests
{
    private static ImageFile File(string text) => new(new MemoryContent(Encoding.UTF8.GetBytes(text)), UnixPermissions.ReadOnly);

    private static MergedTree.Source Source(string location, params (string Path, ImageNode Node)[] entries)
    {
        ImageDirectory folder = new();
        foreach ((string path, ImageNode node) in entries)
            folder.AddPath(path, node);
        return new MergedTree.Source(location, folder);
    }

    private static string Target(ImageDirectory tree, string path) => Encoding.UTF8.GetString(Assert.IsType<ImageSymlink>(tree.FindPath(path)).Target.Span);

    [Fact]
    public void A_file_becomes_a_link_to_its_object()
    {
        ImageDirectory merged = new MergedTree().Merge([Source("/s/a/usr", ("bin/x", File("x"))), Source("/s/b/usr", ("bin/y", File("y")))]);
        Assert.Equal("/s/a/usr/bin/x", Target(merged, "bin/x"));
        Assert.Equal("/s/b/usr/bin/y", Target(merged, "bin/y"));
    }

    [Fact]
    public void A_folder_of_one_object_becomes_one_link()
    {
        ImageDirectory merged = new MergedTree().Merge([Source("/s/a", ("share/git/x", File("x"))), Source("/s/b", ("share/y", File("y")))]);
        Assert.Equal("/s/a/share/git", Target(merged, "share/git"));
    }

    [Fact]
    public void A_folder_with_a_link_that_leaves_it_stays_a_folder()
    {
        ImageDirectory merged = new MergedTree().Merge([Source("/s/a", ("lib/p/so", new ImageSymlink("../q/so")), ("lib/q/so", File("so"))), Source("/s/b", ("lib/y", File("y")))]);
        Assert.IsType<ImageDirectory>(merged.FindPath("lib"));
        Assert.Equal("../q/so", Target(merged, "lib/p/so"));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("sub/../x")]
    [InlineData("/usr/lib/x")]
    public void A_folder_with_a_link_that_stays_inside_is_one_link(string target)
    {
        ImageDirectory merged = new MergedTree().Merge([Source("/s/a", ("lib/p/link", new ImageSymlink(target))), Source("/s/b", ("lib/y", File("y")))]);
        Assert.Equal("/s/a/lib/p", Target(merged, "lib/p"));
    }

    [Fact]
    public void A_replaced_file_keeps_its_folder_from_being_one_link()
    {
        MergedTree merge = new(path => path == "bin/su" ? new ImageSymlink("/run/wrappers/bin/su") : null);
        ImageDirectory merged = merge.Merge([Source("/s/a", ("bin/su", File("su")), ("bin/ls", File("ls")))]);
        Assert.Equal("/run/wrappers/bin/su", Target(merged, "bin/su"));
        Assert.Equal("/s/a/bin/ls", Target(merged, "bin/ls"));
    }

    [Fact]
    public void Equal_files_of_two_objects_are_one()
    {
        ImageDirectory merged = new MergedTree().Merge([Source("/s/a", ("x", File("same"))), Source("/s/b", ("x", File("same")))]);
        Assert.Equal("/s/a/x", Target(merged, "x"));
    }

    [Fact]
    public void Different_files_of_one_name_are_an_error_that_names_both()
    {
        CluException error = Assert.Throws<CluException>(() => new MergedTree().Merge([Source("/s/a", ("x", File("1"))), Source("/s/b", ("x", File("2")))]));
        Assert.Equal("CLU0440", error.Code);
        Assert.Contains("/s/a", error.Message, StringComparison.Ordinal);
        Assert.Contains("/s/b", error.Message, StringComparison.Ordinal);
    }
}
