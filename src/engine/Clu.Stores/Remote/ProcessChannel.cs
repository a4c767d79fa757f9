using System.ComponentModel;
using System.Diagnostics;
using System.IO.Pipes;
using Clu.Stores.Native;

namespace Clu.Stores.Remote;

/// <summary>A program that speaks through its standard input and output. It ends with the channel.</summary>
internal sealed class ProcessChannel : Channel
{
    private static readonly TimeSpan _lastWords = TimeSpan.FromSeconds(2);

    private readonly Process _process;
    private readonly Stream _input;
    private readonly Stream _output;
    private readonly PeerWords _words;

    private ProcessChannel(string peer, Process process, TimeSpan patience)
        : base(peer, patience)
    {
        _process = process;
        _input = process.StandardOutput.BaseStream;
        _output = process.StandardInput.BaseStream;
        _words = new PeerWords(process.StandardError.BaseStream);
    }

    protected override bool IsReadable
    {
        get
        {
            long request = (uint)(int)((PipeStream)_input).SafePipeHandle.DangerousGetHandle() | (long)Libc.PollIn << 32;
            return Libc.Poll(ref request, 1, 0) != 0;
        }
    }

    /// <summary>Starts a program.</summary>
    /// <param name="peer">The URL of the store, for errors.</param>
    /// <param name="program">A name in <c>PATH</c>, or a path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="patience">How long it may do nothing; null for <see cref="Channel.DefaultPatience"/>.</param>
    /// <exception cref="Binary.CluException">CLU0330: it cannot be started.</exception>
    public static ProcessChannel Start(string peer, string program, IEnumerable<string> arguments, TimeSpan? patience = null)
    {
        string found = ProgramPath.Find(program) ?? throw StoreErrors.Unreachable(peer, $"'{program}' cannot be run (it is not installed)");
        ProcessStartInfo start = new(found, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            return new ProcessChannel(peer, Process.Start(start)!, patience ?? DefaultPatience);
        }
        catch (Win32Exception e)
        {
            throw StoreErrors.Unreachable(peer, $"'{program}' cannot be run ({e.NativeErrorCode switch
            {
                Libc.NoEntry => "it is not installed",
                _ => e.Message,
            }})", cause: e);
        }
    }

    public override void Abort()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It is gone already.
        }
    }

    protected override int ReceiveRaw(Span<byte> buffer) => _input.Read(buffer);

    protected override void SendRaw(ReadOnlySpan<byte> bytes) => _output.Write(bytes);

    protected override string LastWords() => _words.Last(_lastWords);

    protected override void Close()
    {
        // The end of its input is what ends a sound program.
        _output.Dispose();
        if (!_process.WaitForExit(_lastWords))
            Abort();
        _input.Dispose();
        _words.Dispose();
        _process.Dispose();
    }
}
