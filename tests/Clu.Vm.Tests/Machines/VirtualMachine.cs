using Clu.Media.Machines;
using Clu.Media.Qemu;
using Clu.Testing;

namespace Clu.Vm.Tests.Machines;

/// <summary>Starts machines for tests, which skip where there is no QEMU.</summary>
public static class VirtualMachine
{
    private const string Qemu = "qemu-system-x86_64";

    /// <summary>
    /// As many machines run at once as this one has processors. With more of their own each waits for its own that do not run: two boots at once,
    /// of two on two processors, take 1.5 times as long. <c>clu prove --boot</c> does the same where QEMU translates.
    /// </summary>
    public const int Processors = 1;

    /// <summary>Starts a machine and returns when its serial line is connected.</summary>
    public static Task<RunningMachine> StartAsync(QemuOptions options, CancellationToken cancellation)
    {
        Tool.Run(Qemu, "--version").Succeeded();
        // Translation is slow but behaves the same on every machine; nested KVM may pass its trial and fail inside the guest's decompressor.
        return RunningMachine.StartAsync(options with { Accelerator = Accelerator.Tcg, Processors = Processors }, cancellation);
    }

    /// <summary>Starts a machine of one's own making; its serial line and the machine protocol are added.</summary>
    public static Task<RunningMachine> StartAsync(IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        Tool.Run(Qemu, "--version").Succeeded();
        return RunningMachine.StartAsync(Qemu, arguments, cancellation);
    }
}
