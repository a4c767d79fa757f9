using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Clu.Media.Machines;

namespace Clu.Vm.Tests.Machines;

/// <summary>Client of QEMU's machine protocol.</summary>
public sealed class QemuControl : IDisposable
{
    private readonly Socket _socket;
    private readonly StreamReader _reader;

    private QemuControl(Socket socket)
    {
        _socket = socket;
        _reader = new StreamReader(new NetworkStream(socket), Encoding.UTF8);
    }

    public static async Task<QemuControl> ConnectAsync(RunningMachine machine, CancellationToken cancellation)
    {
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(machine.ControlSocket), cancellation);
        QemuControl control = new(socket);
        await control._reader.ReadLineAsync(cancellation);
        await control.ExecuteAsync("""{"execute":"qmp_capabilities"}""", cancellation);
        return control;
    }

    /// <summary>Presses the power button.</summary>
    public Task PowerDownAsync(CancellationToken cancellation) => ExecuteAsync("""{"execute":"system_powerdown"}""", cancellation);

    /// <summary>Writes the screen as a PPM picture.</summary>
    public Task ScreenshotAsync(string path, CancellationToken cancellation) => ExecuteAsync(
        $$$"""{"execute":"screendump","arguments":{"filename":"{{{JsonEncodedText.Encode(path)}}}"}}""", cancellation);

    /// <summary>Waits until a part of the screen has a colour.</summary>
    /// <param name="colour">The colour, exactly.</param>
    /// <param name="share">How much of the screen it has to cover, 0 to 1.</param>
    /// <param name="path">Where pictures of the screen are written.</param>
    /// <param name="timeout">Time that it may take.</param>
    /// <param name="cancellation">Stops the waiting.</param>
    public async Task ExpectColourAsync(Colour colour, double share, string path, TimeSpan timeout, CancellationToken cancellation)
    {
        long begin = Stopwatch.GetTimestamp();
        double seen;
        do
        {
            await ScreenshotAsync(path, cancellation);
            seen = Screen.Read(await File.ReadAllBytesAsync(path, cancellation))?.Share(colour) ?? 0;
            if (seen >= share)
                return;
            await Task.Delay(500, cancellation);
        }
        while (Stopwatch.GetElapsedTime(begin) < timeout);
        throw new InvalidOperationException($"{colour} covers {seen:P0} of the screen instead of {share:P0} after {timeout}");
    }

    /// <summary>Presses a key, named as QEMU does: <c>down</c>, <c>ret</c>, <c>a</c>.</summary>
    public Task PressAsync(string key, CancellationToken cancellation) => ExecuteAsync(
        $$$"""{"execute":"send-key","arguments":{"keys":[{"type":"qcode","data":"{{{JsonEncodedText.Encode(key)}}}"}]}}""", cancellation);

    /// <summary>Plugs a disk in; the guest sees it as <c>virtio-SERIAL</c> below <c>/dev/disk/by-id</c>.</summary>
    /// <param name="file">A raw file.</param>
    /// <param name="serial">Its serial number, also the name of the device here.</param>
    /// <param name="bus">Bus with a free place; null for the machine's main one.</param>
    /// <param name="cancellation">Stops the waiting.</param>
    public async Task AddDiskAsync(string file, string serial, string? bus, CancellationToken cancellation)
    {
        string text = JsonEncodedText.Encode(file).ToString();
        // What a killed QEMU has written is in the host's cache: nothing would be won by syncing it.
        await ExecuteAsync(
            $$$"""
            {"execute":"blockdev-add","arguments":{"driver":"raw","node-name":"{{{serial}}}","cache":{"no-flush":true},"discard":"unmap","file":{"driver":"file","filename":"{{{text}}}"} } }
            """,
            cancellation);
        string place = bus is null ? "" : $",\"bus\":\"{bus}\"";
        await ExecuteAsync(
            $$$"""{"execute":"device_add","arguments":{"driver":"virtio-blk-pci","drive":"{{{serial}}}","serial":"{{{serial}}}","id":"disk-{{{serial}}}"{{{place}}} } }""",
            cancellation);
    }

    /// <summary>Stops the machine and writes all that it is into a file, compressed.</summary>
    public async Task SaveAsync(string file, CancellationToken cancellation)
    {
        await ExecuteAsync(
            $$$"""{"execute":"migrate","arguments":{"uri":"exec:zstd -q -1 > '{{{JsonEncodedText.Encode(file)}}}'"}}""", cancellation);
        await AwaitAsync("query-migrate", "completed", cancellation);
    }

    /// <summary>Waits until a machine that was saved runs again.</summary>
    public Task ExpectRunningAsync(CancellationToken cancellation) => AwaitAsync("query-status", "running", cancellation);

    private async Task AwaitAsync(string query, string status, CancellationToken cancellation)
    {
        for (; ; await Task.Delay(100, cancellation))
        {
            string? found = (await ExecuteAsync($$"""{"execute":"{{query}}"}""", cancellation)).GetProperty("status").GetString();
            if (found == status)
                return;
            if (found is "failed" or "cancelled" or "guest-panicked" or "internal-error")
                throw new InvalidOperationException($"{query}: {found}");
        }
    }

    public void Dispose()
    {
        _reader.Dispose();
        _socket.Dispose();
    }

    private async Task<JsonElement> ExecuteAsync(string command, CancellationToken cancellation)
    {
        await _socket.SendAsync(Encoding.UTF8.GetBytes(command + "\n"), cancellation);
        while (await _reader.ReadLineAsync(cancellation) is { } line)
        {
            using JsonDocument answer = JsonDocument.Parse(line);
            if (answer.RootElement.TryGetProperty("error", out JsonElement error))
                throw new InvalidOperationException($"{command}: {error}");
            if (answer.RootElement.TryGetProperty("return", out JsonElement result))
                return result.Clone();
        }

        throw new InvalidOperationException($"{command}: QEMU ended");
    }
}
