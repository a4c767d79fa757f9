using System.Text.RegularExpressions;
using Clu.Media.Machines;

namespace Clu.Vm.Tests.Machines;

/// <summary>The prompt of the live system, where <c>nixos</c> is logged in by itself.</summary>
internal static class LivePrompt
{
    /// <summary>Waits for it; an installer that is about to start is told not to.</summary>
    public static async Task LogInAsync(this MachineShell shell, TimeSpan timeout, CancellationToken cancellation)
    {
        RunningMachine machine = shell.Machine;
        Match seen = await machine.ExpectAsync(@"Press Enter to install|nixos@[^\n]{0,40}[$#] ?$", timeout, cancellation);
        if (seen.Value.StartsWith("Press", StringComparison.Ordinal))
        {
            // Any other key than Enter.
            await machine.TypeAsync("x", cancellation);
            await machine.ExpectAsync(@"nixos@[^\n]{0,40}[$#] ?$", timeout, cancellation);
        }

        await shell.QuietAsync(timeout, cancellation);
    }
}
