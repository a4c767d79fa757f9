using System.Runtime.InteropServices;

namespace Clu.Cli;

/// <summary>Turns the first Ctrl-C or SIGTERM into a cancellation, so that work cleans up; a second Ctrl-C ends the process at once.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;
    private int _signals;

    public Interruption() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle),
        PosixSignalRegistration.Create(PosixSignal.SIGHUP, Handle),
    ];

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
            registration.Dispose();
        _source.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        bool first = Interlocked.Increment(ref _signals) == 1;
        // `timeout` and the like send SIGTERM twice at once, to the process and to its group.
        context.Cancel = first || context.Signal == PosixSignal.SIGTERM;
        if (first)
            _ = _source.CancelAsync();
    }
}
