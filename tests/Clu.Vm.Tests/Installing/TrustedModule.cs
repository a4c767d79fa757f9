using System.Diagnostics;
using Clu.Testing;

namespace Clu.Vm.Tests.Installing;

/// <summary>A TPM2 by swtpm. What it keeps outlives the machine's power, and it ends with the machine that it is plugged into.</summary>
internal sealed class TrustedModule : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private Process? _process;

    public string Socket => _folder["socket"];

    /// <summary>Switches it on, for the next machine.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        await StopAsync();
        Directory.CreateDirectory(_folder["state"]);
        File.Delete(Socket);
        _process = Process.Start(new ProcessStartInfo(
            "swtpm", ["socket", "--tpm2", "--tpmstate", $"dir={_folder["state"]}", "--ctrl", $"type=unixio,path={Socket}", "--terminate"]))!;
        while (!File.Exists(Socket))
        {
            Assert.False(_process.HasExited, "swtpm ended");
            await Task.Delay(50, cancellation);
        }
    }

    /// <summary>Forgets all that it kept, as one of another machine.</summary>
    public async Task ReplaceAsync()
    {
        await StopAsync();
        Directory.Delete(_folder["state"], recursive: true);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Dispose();
    }

    private async Task StopAsync()
    {
        if (_process is null)
            return;
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }
}
