using System.Net.Sockets;
using Clu.Binary;
using Clu.Images.Trees;
using Clu.Stores.Trees;
using Clu.Testing;

namespace Clu.Stores.Tests.Trees;

public sealed class ObjectTreeTests
{
    [Fact]
    public void Write_then_read_keeps_names_that_are_not_text()
    {
        using TempFolder folder = new();
        Assert.True(FileName.TryCreate([0xFF, (byte)'a', 0x80], out FileName odd));
        ImageDirectory tree = new();
        tree.Add(odd, new ImageFile(new MemoryContent("content"u8.ToArray()), UnixPermissions.ReadOnly));
        tree.Add(FileName.From("link"), new ImageSymlink(new byte[] { 0xFE, (byte)'x' }));

        ObjectTree.Write(tree, folder["object"]);
        ImageDirectory read = Assert.IsType<ImageDirectory>(ObjectTree.Read(folder["object"]));

        Assert.Equal([FileName.From("link"), odd], read.Entries.Select(entry => entry.Key));
        Assert.Equal([0xFE, (byte)'x'], Assert.IsType<ImageSymlink>(read.Find(FileName.From("link"))).Target.ToArray());
        using Stream content = Assert.IsType<ImageFile>(read.Find(odd)).Content.Open();
        Assert.Equal("content", new StreamReader(content).ReadToEnd());
        ObjectTree.Remove(folder["object"]);
    }

    [Fact]
    public void Write_gives_everything_the_metadata_of_a_store()
    {
        using TempFolder folder = new();
        ImageDirectory tree = new(UnixPermissions.Executable);
        tree.AddPath("bin/tool", new ImageFile(new MemoryContent("#!"u8.ToArray()), UnixPermissions.Executable));
        tree.AddPath("share/text", new ImageFile(new MemoryContent(default), UnixPermissions.File));
        tree.AddPath("link", new ImageSymlink("bin/tool"));

        ObjectTree.Write(tree, folder["object"]);

        string[] listing = Tool.Run("find", folder["object"], "-printf", "%P %y %m %Ts\n").Succeeded()
            .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            [" d 555 1", "bin d 555 1", "bin/tool f 555 1", "link l 777 1", "share d 555 1", "share/text f 444 1"],
            listing.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Read_refuses_a_socket_and_names_it()
    {
        using TempFolder folder = new();
        using Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(folder["socket"]));

        CluException error = Assert.Throws<CluException>(() => ObjectTree.Read(folder.Path));

        Assert.Equal("CLU0302", error.Code);
        Assert.Contains(folder["socket"], error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_reports_what_is_not_there() =>
        Assert.Equal("CLU0301", Assert.Throws<CluException>(() => ObjectTree.Read("/nonexistent/clu")).Code);

    [Fact]
    public void Reading_a_file_that_changed_its_length_is_an_error()
    {
        using TempFolder folder = new();
        File.WriteAllText(folder["file"], "before");
        ImageFile file = Assert.IsType<ImageFile>(ObjectTree.Read(folder["file"]));
        foreach (string changed in (string[])["afterwards", "less", ""])
        {
            File.WriteAllText(folder["file"], changed);
            using Stream content = file.Content.Open();
            Assert.Equal("CLU0303", Assert.Throws<CluException>(() => content.CopyTo(Stream.Null)).Code);
        }
    }

    [Fact]
    public void Remove_takes_write_protected_trees_and_is_content_with_nothing()
    {
        using TempFolder folder = new();
        ImageDirectory tree = new();
        tree.AddPath("a/b/c", new ImageSymlink("."));
        ObjectTree.Write(tree, folder["object"]);

        ObjectTree.Remove(folder["object"]);
        ObjectTree.Remove(folder["object"]);

        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }
}
