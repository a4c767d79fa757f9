using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Clu.Media.Qemu;

namespace Clu.Media.Machines;

/// <summary>A running QEMU whose serial line is read into a transcript. It dies with this process, however that ends.</summary>
public sealed class RunningMachine : IAsyncDisposable
{
    /// <summary>
    /// The shell holds our pipe on descriptor 3; when this process is gone the pipe closes and QEMU is killed. A parent-death signal
    /// would follow the thread that started it, and threads of the pool end early.
    /// </summary>
    private const string Keeper =
        "exec 3<&0 4>&2 2>/dev/null; \"$@\" </dev/null 3<&- 2>&4 & child=$!; { read -r line <&3; kill -9 $child 2>/dev/null; } & wait $child";

    private static readonly TimeSpan _longestMatch = TimeSpan.FromSeconds(5);
    private const int SerialBuffer = 16;
    private const int ConnectAttempts = 200;
    private static readonly TimeSpan _shortPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _betweenBytes = TimeSpan.FromMilliseconds(5);

    private readonly string _folder;
    private readonly Process _keeper;
    private readonly Socket _serial;
    private readonly StringBuilder _transcript = new();
    private readonly Lock _gate = new();
    private readonly Task _reading;
    private int _read;

    private RunningMachine(string folder, Process keeper, Socket serial, string command)
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
    public string ControlSocket => Control(_folder);

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
    /// <param name="options">The machine; where its serial line and its control are is decided here.</param>
    /// <param name="cancellation">Stops the start.</param>
    /// <exception cref="Clu.Binary.CluException">CLU0501 to CLU0505: QEMU, firmware or image are missing, or a disk cannot be made.</exception>
    /// <exception cref="MachineException">It ended at once.</exception>
    public static async Task<RunningMachine> StartAsync(QemuOptions options, CancellationToken cancellation)
    {
        string folder = MakeFolder();
        try
        {
            options = options with { SerialSocket = Serial(folder), ControlSocket = Control(folder) };
            QemuPlan plan = QemuPlan.Create(options, await QemuHostSurvey.FindAsync(options, cancellation).ConfigureAwait(false));
            await QemuRunner.PrepareAsync(plan, cancellation).ConfigureAwait(false);
            return await StartAsync(folder, plan.Program, plan.Arguments, plan.Commands().Last(), cancellation).ConfigureAwait(false);
        }
        catch
        {
            DeleteFolder(folder);
            throw;
        }
    }

    /// <summary>Starts a machine of one's own making; its serial line and the machine protocol are added.</summary>
    /// <param name="program">QEMU.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="cancellation">Stops the start.</param>
    /// <exception cref="MachineException">It ended at once.</exception>
    public static Task<RunningMachine> StartAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        string folder = MakeFolder();
        string[] all =
        [
            .. arguments, "-display", "none", "-monitor", "none",
            "-serial", $"unix:{Serial(folder)},server=on,wait=off", "-qmp", $"unix:{Control(folder)},server=on,wait=off",
        ];
        return StartAsync(folder, program, all, ShellQuoting.Join([program, .. all]), cancellation);
    }

    private static async Task<RunningMachine> StartAsync(
        string folder, string program, IReadOnlyList<string> arguments, string command, CancellationToken cancellation)
    {
        ProcessStartInfo start = new("/bin/sh", ["-c", Keeper, "keeper", program, .. arguments]) { RedirectStandardInput = true };
        Process keeper = Process.Start(start)!;
        try
        {
            Socket serial = await ConnectAsync(Serial(folder), keeper, cancellation).ConfigureAwait(false);
            return new RunningMachine(folder, keeper, serial, command);
        }
        catch
        {
            await EndAsync(keeper).ConfigureAwait(false);
            DeleteFolder(folder);
            throw;
        }
    }

    /// <summary>Waits for text after the last match.</summary>
    /// <param name="pattern">Regular expression; <c>^</c> and <c>$</c> are ends of lines.</param>
    /// <param name="timeout">Time that it may take.</param>
    /// <param name="cancellation">Stops the waiting.</param>
    /// <exception cref="MachineException">It did not come, or the machine ended.</exception>
    public async Task<Match> ExpectAsync(string pattern, TimeSpan timeout, CancellationToken cancellation)
    {
        Regex regex = new(pattern, RegexOptions.Multiline | RegexOptions.CultureInvariant, _longestMatch);
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
                throw new MachineException(ended ? "the machine ended" : $"nothing came within {timeout}", $"/{pattern}/ was not seen", this);
            await Task.Delay(_pause, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Waits until the machine has switched itself off.</summary>
    public async Task ExpectEndAsync(TimeSpan timeout, CancellationToken cancellation)
    {
        try
        {
            await _keeper.WaitForExitAsync(cancellation).WaitAsync(timeout, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new MachineException($"the machine still runs after {timeout}", "it did not switch itself off", this);
        }
    }

    /// <summary>Types on the serial line.</summary>
    public async Task TypeAsync(string text, CancellationToken cancellation)
    {
        // A 16550 has a buffer of 16 bytes, and GRUB polls it: more at once would be lost.
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        for (int at = 0; at < bytes.Length; at += SerialBuffer)
        {
            await _serial.SendAsync(bytes.AsMemory(at, Math.Min(SerialBuffer, bytes.Length - at)), cancellation).ConfigureAwait(false);
            await Task.Delay(_betweenBytes, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>The power goes: the machine ends as it is.</summary>
    public async ValueTask DisposeAsync()
    {
        await EndAsync(_keeper).ConfigureAwait(false);
        _serial.Dispose();
        await _reading.ConfigureAwait(false);
        DeleteFolder(_folder);
    }

    private static string Serial(string folder) => Path.Combine(folder, "serial");

    private static string Control(string folder) => Path.Combine(folder, "control");

    /// <summary>Paths of sockets have at most 107 bytes, which a folder of one's own choice could go beyond.</summary>
    private static string MakeFolder() => Directory.CreateTempSubdirectory("clu-machine-").FullName;

    private static void DeleteFolder(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    private static async Task EndAsync(Process keeper)
    {
        keeper.StandardInput.Close();
        await keeper.WaitForExitAsync().ConfigureAwait(false);
        keeper.Dispose();
    }

    private static async Task<Socket> ConnectAsync(string path, Process keeper, CancellationToken cancellation)
    {
        for (int attempt = 0; ; attempt++)
        {
            Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation).ConfigureAwait(false);
                return socket;
            }
            catch (SocketException) when (attempt < ConnectAttempts && !keeper.HasExited)
            {
                socket.Dispose();
                await Task.Delay(_shortPause, cancellation).ConfigureAwait(false);
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
            while (await _serial.ReceiveAsync(buffer).ConfigureAwait(false) is > 0 and int count)
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
