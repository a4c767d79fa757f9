using Clu.Binary;
using Clu.Nix.Hashing;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Nix.Wire;
using Clu.Nix.WorkerProtocol;
using Clu.Stores.Remote;

namespace Clu.Stores.Tests.Remote;

/// <summary>What a daemon can do wrong, and what may come between.</summary>
public sealed class WorkerStoreTests : SampleStoreTests
{
    private static readonly TimeSpan _short = TimeSpan.FromMilliseconds(300);
    private static readonly StorePath _path = StorePath.Parse("g1w7hy3qg1w7hy3qg1w7hy3qg1w7hy3q-foo");

    [Fact]
    public void Garbage_instead_of_a_greeting_is_an_error()
    {
        using FakeDaemon daemon = new(_folder, (reader, writer) =>
        {
            // One that hangs up on an unread greeting has ended the connection, which is another error.
            reader.Wire.Number("greeting");
            reader.Wire.Number("version");
            writer.Text("Welcome to this machine");
        });
        using WorkerStore store = daemon.Connect();
        Assert.Equal("CLU0334", Code(() => store.Find(_path)));
    }

    [Fact]
    public void Garbage_instead_of_an_answer_is_an_error_and_the_next_operation_has_a_connection_of_its_own()
    {
        int connections = 0;
        using FakeDaemon daemon = new(_folder, 37, (reader, writer) =>
        {
            connections++;
            Question(reader);
            writer.Number(connections == 1 ? 0x1234UL : WorkerMagic.Last);
            writer.Bool(false);
            writer.Flush();
        });
        using WorkerStore store = daemon.Connect();
        CluException error = Assert.Throws<CluException>(() => store.Find(_path));
        Assert.Equal("CLU0334", error.Code);
        Assert.Contains("0x1234", error.Message, StringComparison.Ordinal);
        Assert.Null(store.Find(_path));
        Assert.Equal(2, connections);
    }

    [Fact]
    public void A_refusal_is_told_and_the_connection_kept()
    {
        using FakeDaemon daemon = new(_folder, 37, (reader, writer) =>
        {
            Question(reader);
            writer.Number(WorkerMagic.Error);
            writer.Text("Error");
            writer.Number(0L);
            writer.Text("Error");
            writer.Text("no \u001b[31mway\u001b[0m\nat all\a");
            writer.Number(0L);
            writer.Number(1L);
            writer.Number(0L);
            writer.Text("while asking");
            writer.Flush();
            Question(reader);
            writer.Number(WorkerMagic.Last);
            writer.Bool(false);
            writer.Flush();
        });
        using WorkerStore store = daemon.Connect();
        CluException error = Assert.Throws<CluException>(() => store.Find(_path));
        Assert.Equal(("CLU0333", "'unix://' refuses: no way at all?"), (error.Code, error.Message));
        Assert.Null(store.Find(_path));
    }

    [Fact]
    public void A_refusal_of_the_old_form_is_told_too()
    {
        using FakeDaemon daemon = new(_folder, 25, (reader, writer) =>
        {
            Question(reader);
            writer.Number(WorkerMagic.Error);
            writer.Text("no way");
            writer.Number(1L);
            writer.Flush();
        });
        using WorkerStore store = daemon.Connect(25);
        Assert.Equal("'unix://' refuses: no way", Assert.Throws<CluException>(() => store.Find(_path)).Message);
    }

    [Fact]
    public void What_a_daemon_logs_is_passed_over()
    {
        using FakeDaemon daemon = new(_folder, 37, (reader, writer) =>
        {
            Question(reader);
            writer.Number(WorkerMagic.Next);
            writer.Text("warning: nothing");
            writer.Number(WorkerMagic.StartActivity);
            foreach (long number in (long[])[7, 3, 101])
                writer.Number(number);
            writer.Text("downloading");
            writer.Number(2L);
            writer.Bool(true);
            writer.Text("https://");
            writer.Bool(false);
            writer.Number(5L);
            writer.Number(0L);
            writer.Number(WorkerMagic.Result);
            writer.Number(7L);
            writer.Number(105L);
            writer.Number(0L);
            writer.Number(WorkerMagic.StopActivity);
            writer.Number(7L);
            writer.Number(WorkerMagic.Last);
            writer.Bool(false);
            writer.Flush();
        });
        using WorkerStore store = daemon.Connect();
        Assert.Null(store.Find(_path));
    }

    [Fact]
    public void A_daemon_that_ends_in_the_middle_is_an_error()
    {
        using FakeDaemon daemon = new(_folder, 37, (reader, writer) =>
        {
            Question(reader);
            writer.Number(WorkerMagic.Last);
            writer.Bool(true);
            writer.Flush();
        });
        using WorkerStore store = daemon.Connect();
        Assert.Equal("CLU0331", Code(() => store.Find(_path)));
    }

    [Fact]
    public void A_daemon_that_says_nothing_is_given_up()
    {
        using ManualResetEventSlim end = new();
        using FakeDaemon daemon = new(_folder, 37, (_, _) => end.Wait(Cancellation));
        using WorkerStore store = daemon.Connect(patience: _short);
        Assert.Equal("CLU0332", Code(() => store.Find(_path)));
        end.Set();
    }

    [Fact]
    public void A_daemon_that_takes_nothing_is_given_up()
    {
        using ManualResetEventSlim end = new();
        using FakeDaemon daemon = new(_folder, 37, (_, _) => end.Wait(Cancellation));
        using WorkerStore store = daemon.Connect(patience: _short);
        Assert.Equal("CLU0332", Code(() => store.Add(_top, _store.Open(_top), checkSignatures: true, _ => { }, Cancellation)));
        end.Set();
    }

    [Fact]
    public void A_daemon_that_says_nothing_can_be_left()
    {
        using ManualResetEventSlim end = new();
        using FakeDaemon daemon = new(_folder, 37, (_, _) => end.Wait(Cancellation));
        using WorkerStore store = daemon.Connect();
        using CancellationTokenSource leaving = new(_short);
        Assert.ThrowsAny<OperationCanceledException>(() => store.Substitute([_path], leaving.Token));
        end.Set();
    }

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("/nix/store/..")]
    [InlineData("")]
    public void Paths_that_are_none_are_refused(string path)
    {
        using FakeDaemon daemon = new(_folder, 37, (reader, writer) =>
        {
            reader.Wire.Number("operation");
            writer.Number(WorkerMagic.Last);
            writer.Strings([path]);
            writer.Flush();
        });
        using WorkerStore store = daemon.Connect();
        Assert.Equal("CLU0334", Code(() => store.Paths()));
    }

    [Fact]
    public void An_archive_that_is_none_is_an_error_and_nothing_is_left()
    {
        using FakeDaemon daemon = new(_folder, 37, (reader, writer) =>
        {
            Question(reader);
            writer.Number(WorkerMagic.Last);
            writer.Text("nix-archive-1");
            writer.Text("no archive");
            writer.Flush();
        });
        using WorkerStore store = daemon.Connect();
        Assert.Throws<MalformedDataException>(() => store.Open(_top).WriteNar(Stream.Null));
    }

    [Fact]
    public void A_daemon_that_asks_for_bytes_gets_them_in_the_pieces_it_asks_for()
    {
        using MemoryStream nar = new(), got = new();
        _store.Open(_top).WriteNar(nar);
        using FakeDaemon daemon = new(_folder, 22, (reader, writer) =>
        {
            Head(reader);
            while (got.Length < nar.Length)
            {
                writer.Number(WorkerMagic.Read);
                writer.Number(1000L);
                writer.Flush();
                byte[] piece = reader.Wire.Bytes(1000, "piece");
                Assert.NotEmpty(piece);
                got.Write(piece);
            }

            writer.Number(WorkerMagic.Last);
            writer.Flush();
        });
        using WorkerStore store = daemon.Connect(22);
        store.Add(_top, _store.Open(_top), checkSignatures: true, _ => { }, Cancellation);
        Assert.Equal(nar.ToArray(), got.ToArray());
    }

    [Fact]
    public void A_daemon_that_has_the_object_need_not_ask_for_it()
    {
        using FakeDaemon daemon = new(_folder, 22, (reader, writer) =>
        {
            Head(reader);
            writer.Number(WorkerMagic.Last);
            writer.Flush();
        });
        using WorkerStore store = daemon.Connect(22);
        store.Add(_top, _store.Open(_top), checkSignatures: true, _ => { }, Cancellation);
    }

    [Fact]
    public void A_daemon_that_asks_for_more_than_there_is_is_an_error()
    {
        using FakeDaemon daemon = new(_folder, 22, (reader, writer) =>
        {
            Head(reader);
            while (true)
            {
                writer.Number(WorkerMagic.Read);
                writer.Number(1L << 20);
                writer.Flush();
                reader.Wire.Bytes(1 << 20, "piece");
            }
        });
        using WorkerStore store = daemon.Connect(22);
        Assert.Equal("CLU0334", Code(() => store.Add(_top, _store.Open(_top), checkSignatures: true, _ => { }, Cancellation)));
    }

    [Fact]
    public void Bytes_that_are_not_wanted_in_frames_are_an_error()
    {
        using FakeDaemon daemon = new(_folder, 37, (reader, writer) =>
        {
            Head(reader);
            writer.Number(WorkerMagic.Read);
            writer.Number(1000L);
            writer.Flush();
            using FrameReader frames = new(reader.Input);
            frames.CopyTo(Stream.Null);
        });
        using WorkerStore store = daemon.Connect();
        Assert.Equal("CLU0334", Code(() => store.Add(_top, _store.Open(_top), checkSignatures: true, _ => { }, Cancellation)));
    }

    private static string Code(Action action) => Assert.ThrowsAny<CluException>(action).Code;

    /// <summary>Reads an operation on one path.</summary>
    private static void Question(ProtocolReader reader)
    {
        reader.Wire.Number("operation");
        reader.StorePath("path");
    }

    /// <summary>Reads what comes before the archive of an object that is added.</summary>
    private static void Head(ProtocolReader reader)
    {
        reader.Wire.Number("operation");
        StoreObjectInfo info = WorkerPathInfo.Read(reader, new WorkerVersion(16));
        Assert.Equal(HashAlgorithm.Sha256, info.NarHash.Algorithm);
        reader.Wire.Bool("repair");
        reader.Wire.Bool("no check");
    }
}
