using Clu.Binary;
using Clu.Nix.Hashing;
using Clu.Nix.ServeProtocol;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Nix.Tests.Wire;
using Clu.Nix.Wire;

namespace Clu.Nix.Tests.ServeProtocol;

public class ServeMessageTests
{
    public static TheoryData<int> Minors => [5, 6, 7, 8];

    [Theory]
    [MemberData(nameof(Minors))]
    public void Requests_come_back_the_same_and_leave_what_follows(int minor)
    {
        foreach (ServeRequest request in ServeSamples.Requests)
        {
            byte[] bytes = Write(request, minor);
            using MemoryStream input = new([.. bytes, 1, 2, 3]);
            ServeRequest read = new ServeRequestReader(input, new ServeVersion(minor), StoreDirectory.Default).Next()!;
            Assert.Equal(bytes.Length, input.Position);
            Assert.Equal(request.GetType(), read.GetType());
            Assert.Equal(bytes, Write(read, minor));
        }
    }

    [Fact]
    public void A_request_cut_off_at_any_byte_is_refused_but_none_at_all_is_the_end()
    {
        foreach (ServeRequest request in ServeSamples.Requests)
        {
            byte[] bytes = Write(request, 7);
            Assert.Null(Read([]));
            for (int length = 1; length < bytes.Length; length++)
                Assert.Equal(MalformedReason.Truncated, Assert.Throws<MalformedDataException>(() => Read(bytes[..length])).Reason);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(ulong.MaxValue)]
    public void Unknown_commands_are_refused(ulong command) =>
        Assert.Equal("command", Assert.Throws<MalformedDataException>(() => Read(ProtocolValues.Write(writer => writer.Number(command)))).Field);

    [Fact]
    public void An_object_without_size_is_refused()
    {
        byte[] bytes = Write(new AddToStoreNarRequest(ServeSamples.Info with { NarSize = 0 }), 7);
        Assert.Equal("NAR size", Assert.Throws<MalformedDataException>(() => Read(bytes)).Field);
    }

    [Theory]
    [InlineData("/nix/store/g1w7hy3qg1w7hy3qg1w7hy3qg1w7hy3q-foo.drv!")]
    [InlineData("/nix/store/g1w7hy3qg1w7hy3qg1w7hy3qg1w7hy3q-foo.drv!out,")]
    [InlineData("/nix/store/g1w7hy3qg1w7hy3qg1w7hy3qg1w7hy3q-foo.drv!../x")]
    [InlineData("/etc/passwd!out")]
    [InlineData("")]
    public void What_cannot_be_built_is_refused(string target)
    {
        byte[] bytes = ProtocolValues.Write(writer =>
        {
            writer.Number((ulong)ServeCommand.BuildPaths);
            writer.Strings([target]);
        });
        Assert.Equal(MalformedReason.InvalidValue, Assert.Throws<MalformedDataException>(() => Read(bytes)).Reason);
    }

    [Fact]
    public void An_output_of_fixed_content_must_have_the_path_that_its_hash_gives()
    {
        byte[] bytes = ProtocolValues.Write(writer =>
        {
            writer.Number((ulong)ServeCommand.BuildDerivation);
            writer.StorePath(ServeSamples.Drv);
            writer.Number(1UL);
            writer.Text("out");
            writer.StorePath(ServeSamples.Foo);
            writer.Text("r:sha256");
            writer.Text(Hash.Of(HashAlgorithm.Sha256, "x"u8).Digits(HashEncoding.Base16));
        });
        Assert.Equal(MalformedReason.Inconsistent, Assert.Throws<MalformedDataException>(() => Read(bytes)).Reason);
    }

    [Theory]
    [MemberData(nameof(Minors))]
    public void Answers_come_back_the_same(int minor)
    {
        byte[] bytes = Answers(minor);
        using MemoryStream input = new(bytes);
        ServeReplyReader reader = new(input, new ServeVersion(minor), StoreDirectory.Default);
        Assert.Equal([ServeSamples.Foo], reader.ValidPaths(Asked));
        StoreObjectInfo info = Assert.Single(reader.PathInfos(Asked));
        Assert.Equal(ServeSamples.Info.References, info.References);
        Assert.Equal(
            (ServeSamples.Info.Path, ServeSamples.Info.NarHash, ServeSamples.Info.NarSize, ServeSamples.Info.Deriver, ServeSamples.Info.ContentAddress),
            (info.Path, info.NarHash, info.NarSize, info.Deriver, info.ContentAddress));
        Assert.Equal(ServeSamples.Info.Signatures, info.Signatures);
        Assert.Equal([ServeSamples.Foo, ServeSamples.Bar], reader.Closure());
        reader.Accepted();
        Assert.Equal((0, ""), reader.BuildPaths());
        Assert.Equal((1, "clu does not build"), reader.BuildPaths());
        var result = reader.BuildDerivation();
        Assert.Equal((ServeSamples.Result.Status, ServeSamples.Result.Message, minor >= 8 ? 1 : 0), (result.Status, result.Message, result.Outputs.Count));
        Assert.Equal(bytes.Length, input.Position);
    }

    [Fact]
    public void Answers_cut_off_at_any_byte_are_refused()
    {
        byte[] bytes = Answers(8);
        for (int length = 0; length < bytes.Length; length++)
            Assert.Equal(MalformedReason.Truncated, Assert.Throws<MalformedDataException>(() => ReadAll(bytes[..length])).Reason);
    }

    [Fact]
    public void A_server_that_tells_of_paths_that_nobody_asked_for_is_refused()
    {
        using MemoryStream input = new(ProtocolValues.Write(writer => writer.StorePathSet([ServeSamples.Drv])));
        MalformedDataException error = Assert.Throws<MalformedDataException>(() => new ServeReplyReader(input, ServeVersion.Newest, StoreDirectory.Default).ValidPaths(Asked));
        Assert.Equal((MalformedReason.Inconsistent, 8L), (error.Reason, error.Offset));
        using MemoryStream infos = new();
        ServeReplyWriter writer = new(infos, ServeVersion.Newest, StoreDirectory.Default);
        writer.PathInfo(ServeSamples.Info);
        writer.PathInfo(ServeSamples.Info);
        infos.Position = 0;
        Assert.Equal(MalformedReason.Inconsistent, Assert.Throws<MalformedDataException>(() => new ServeReplyReader(infos, ServeVersion.Newest, StoreDirectory.Default).PathInfos(Asked)).Reason);
    }

    [Fact]
    public void Another_answer_than_yes_is_refused()
    {
        using MemoryStream input = new(ProtocolValues.Write(writer => writer.Number(0UL)));
        Assert.Equal("answer", Assert.Throws<MalformedDataException>(new ServeReplyReader(input, ServeVersion.Newest, StoreDirectory.Default).Accepted).Field);
    }

    private static HashSet<StorePath> Asked => [ServeSamples.Foo, ServeSamples.Bar];

    private static byte[] Write(ServeRequest request, int minor)
    {
        using MemoryStream output = new();
        new ServeRequestWriter(output, new ServeVersion(minor), StoreDirectory.Default).Write(request);
        return output.ToArray();
    }

    private static ServeRequest? Read(byte[] bytes) => new ServeRequestReader(new MemoryStream(bytes), new ServeVersion(7), StoreDirectory.Default).Next();

    private static byte[] Answers(int minor)
    {
        using MemoryStream output = new();
        ServeReplyWriter writer = new(output, new ServeVersion(minor), StoreDirectory.Default);
        writer.Paths([ServeSamples.Foo]);
        writer.PathInfo(ServeSamples.Info);
        writer.EndPathInfos();
        writer.Paths([ServeSamples.Bar, ServeSamples.Foo]);
        writer.Accepted();
        writer.BuildPaths(0, "");
        writer.BuildPaths(1, "clu does not build");
        writer.BuildDerivation(ServeSamples.Result);
        return output.ToArray();
    }

    private static void ReadAll(byte[] bytes)
    {
        ServeReplyReader reader = new(new MemoryStream(bytes), ServeVersion.Newest, StoreDirectory.Default);
        reader.ValidPaths(Asked);
        reader.PathInfos(Asked);
        reader.Closure();
        reader.Accepted();
        reader.BuildPaths();
        reader.BuildPaths();
        reader.BuildDerivation();
    }
}
