using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Clu.Media.Qemu;
using Clu.Testing;

namespace Clu.Vm.Tests.Machines;

/// <summary>A running QEMU whose serial line is read into a transcript. It dies with the test process, however that ends.</summary>
public sealed class VirtualMachine : IAsyncDisposable
{
    /// <summary>
    /// The shell holds our pipe on descriptor 3; when this process is gone the pipe closes and QEMU is killed. A parent-death signal
    /// would follow the thread that started it, and threads of the pool end early.
    /// </summary>
    private const string Keeper =
        "exec 3<&0 4>&2 2>/dev/null; \"$@\" </dev/null 3<&- 2>&4 & child=$!; { read -r line <&3; kill -9 $child 2>/dev/null; } & wait $child";

    private const string Qemu = "qemu-system-x86_64";

    private readonly TempFolder _folder;
    private readonly Process _keeper;
    private readonly Socket _serial;
    private readonly StringBuilder _transcript = new();
    private readonly Lock _gate = new();
    private readonly Task _reading;
    private int _read;

    private VirtualMachine(TempFolder folder, Process keeper, Socket serial, string command)
    {
        _folder = folder;
        _keeper = keeper;
        _serial = serial;
        Command = command;
        _reading = ReadSerialAsync();
    }

    /// <summary>How QEMU was called.</summary>
    public string Command { get; }

    /// <summary>Socket of the machine protocol.</summary>
    public string ControlSocket => _folder["control"];

    /// <summary>All that the serial line said so far, without terminal control sequences.</summary>
    public string Transcript
    {
        get
        {
            lock (_gate)
                return TerminalText.Clean(_transcript.ToString());
        }
    }

    /// <summary>All that the serial line said so far, as it was sent.</summary>
    public string RawTranscript
    {
        get
        {
            lock (_gate)
                return _transcript.ToString();
        }
    }

    /// <summary>Starts a machine and returns when its serial line is connected.</summary>
    public static async Task<VirtualMachine> StartAsync(QemuOptions options, CancellationToken cancellation)
    {
        Tool.Run(Qemu, "--version").Succeeded();
        TempFolder folder = new();
        // Translation is slow but behaves the same on every machine; nested KVM may pass its trial and fail inside the guest's decompressor.
        options = options with { Accelerator = Accelerator.Tcg, SerialSocket = folder["serial"], ControlSocket = folder["control"] };
        QemuPlan plan = QemuPlan.Create(options, await QemuHostSurvey.FindAsync(options, cancellation));
        await QemuRunner.PrepareAsync(plan, cancellation);
        return await StartAsync(folder, plan.Program, plan.Arguments, plan.Commands().Last(), cancellation);
    }

    /// <summary>Starts a machine of one's own making; its serial line and the machine protocol are added.</summary>
    public static Task<VirtualMachine> StartAsync(IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        Tool.Run(Qemu, "--version").Succeeded();
        TempFolder folder = new();
        string[] all =
        [
            .. arguments, "-display", "none", "-monitor", "none",
            "-serial", $"unix:{folder["serial"]},server=on,wait=off", "-qmp", $"unix:{folder["control"]},server=on,wait=off",
        ];
        return StartAsync(folder, Qemu, all, $"{Qemu} {string.Join(' ', all)}", cancellation);
    }

    private static async Task<VirtualMachine> StartAsync(
        TempFolder folder, string program, IReadOnlyList<string> arguments, string command, CancellationToken cancellation)
    {
        ProcessStartInfo start = new("/bin/sh", ["-c", Keeper, "keeper", program, .. arguments]) { RedirectStandardInput = true };
        Process keeper = Process.Start(start)!;
        try
        {
            Socket serial = await ConnectAsync(folder["serial"], keeper, cancellation);
            return new VirtualMachine(folder, keeper, serial, command);
        }
        catch
        {
            await EndAsync(keeper);
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Waits for text after the last match; a failure shows the whole transcript.</summary>
    public async Task<Match> ExpectAsync(string pattern, TimeSpan timeout, CancellationToken cancellation)
    {
        Regex regex = new(pattern, RegexOptions.Multiline | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));
        long begin = Stopwatch.GetTimestamp();
        while (true)
        {
            bool ended = _reading.IsCompleted;
            string text = Transcript;
            Match match = regex.Match(text, Math.Min(_read, text.Length));
            if (match.Success)
            {
                _read = match.Index + match.Length;
                return match;
            }

            if (ended || Stopwatch.GetElapsedTime(begin) > timeout)
                throw new InvalidOperationException($"/{pattern}/ {(ended ? "before the machine ended" : $"within {timeout}")}: not seen\n{Command}\n{text}");
            await Task.Delay(100, cancellation);
        }
    }

    /// <summary>Waits until the machine has switched itself off.</summary>
    public async Task ExpectEndAsync(TimeSpan timeout, CancellationToken cancellation)
    {
        try
        {
            await _keeper.WaitForExitAsync(cancellation).WaitAsync(timeout, cancellation);
        }
        catch (TimeoutException)
        {
            throw new InvalidOperationException($"the machine still runs after {timeout}\n{Command}\n{Transcript}");
        }
    }

    /// <summary>Types on the serial line.</summary>
    public async Task TypeAsync(string text, CancellationToken cancellation)
    {
        // A 16550 has a buffer of 16 bytes, and GRUB polls it: more at once would be lost.
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        for (int at = 0; at < bytes.Length; at += 16)
        {
            await _serial.SendAsync(bytes.AsMemory(at, Math.Min(16, bytes.Length - at)), cancellation);
            await Task.Delay(5, cancellation);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync(_keeper);
        _serial.Dispose();
        await _reading;
        _folder.Dispose();
    }

    private static async Task EndAsync(Process keeper)
    {
        keeper.StandardInput.Close();
        await keeper.WaitForExitAsync();
        keeper.Dispose();
    }

    private static async Task<Socket> ConnectAsync(string path, Process keeper, CancellationToken cancellation)
    {
        for (int attempt = 0; ; attempt++)
        {
            Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation);
                return socket;
            }
            catch (SocketException) when (attempt < 200 && !keeper.HasExited)
            {
                socket.Dispose();
                await Task.Delay(50, cancellation);
            }
        }
    }

    private async Task ReadSerialAsync()
    {
        byte[] buffer = new byte[4096];
        Decoder decoder = Encoding.UTF8.GetDecoder();
        char[] characters = new char[4097];
        try
        {
            while (await _serial.ReceiveAsync(buffer) is > 0 and int count)
            {
                int decoded = decoder.GetChars(buffer.AsSpan(0, count), characters, flush: false);
                lock (_gate)
                    _transcript.Append(characters.AsSpan(0, decoded));
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // The machine is gone; the transcript is complete.
        }
    }
}
