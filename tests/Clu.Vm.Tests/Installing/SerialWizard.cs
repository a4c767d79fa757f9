using System.Diagnostics;
using Clu.Media.Machines;
using Clu.Testing;
using Clu.Vm.Tests.Machines;

namespace Clu.Vm.Tests.Installing;

/// <summary>Types at the wizard on a machine's serial line, and reads the screen that a terminal there would show.</summary>
internal sealed class SerialWizard
{
    public const string Enter = "\r";
    public const string Down = "\e[B";
    public const string ClearLine = "\u0015";
    public const string Quit = "\u0003";

    private const int Width = 80;
    private const int Height = 24;

    private readonly RunningMachine _machine;
    private readonly TerminalScreen _screen = new(Width, Height, strict: false);
    private int _taken;

    private SerialWizard(RunningMachine machine)
    {
        _machine = machine;
        _taken = machine.RawTranscript.Length;
    }

    /// <summary>Starts it from a shell.</summary>
    public static async Task<SerialWizard> StartAsync(RunningMachine machine, CancellationToken cancellation)
    {
        SerialWizard wizard = new(machine);
        await machine.TypeAsync($"stty rows {Height} cols {Width}; sudo clu install\n", cancellation);
        return wizard;
    }

    /// <summary>Watches one that the console starts by itself.</summary>
    public static SerialWizard Watch(RunningMachine machine) => new(machine);

    /// <summary>Waits until the screen shows one of some texts.</summary>
    /// <returns>The first of them that it shows.</returns>
    public async Task<string> WaitAsync(TimeSpan timeout, CancellationToken cancellation, params string[] texts)
    {
        long begin = Stopwatch.GetTimestamp();
        while (true)
        {
            string all = _machine.RawTranscript;
            _screen.Take(all[_taken..]);
            _taken = all.Length;
            string shown = _screen.Text;
            if (texts.FirstOrDefault(text => shown.Contains(text, StringComparison.Ordinal)) is { } found)
                return found;
            if (Stopwatch.GetElapsedTime(begin) > timeout)
                throw new InvalidOperationException($"'{string.Join("' or '", texts)}' was not shown within {timeout}:\n{shown}");
            await Task.Delay(200, cancellation);
        }
    }

    /// <summary>Types keys, one after the other.</summary>
    public async Task TypeAsync(CancellationToken cancellation, params string[] keys)
    {
        foreach (string key in keys)
            await _machine.TypeAsync(key, cancellation);
    }
}
