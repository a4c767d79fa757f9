namespace Clu.Media.Qemu;

/// <summary>Who executes the guest's instructions.</summary>
public enum Accelerator
{
    /// <summary>QEMU translates them: works everywhere, ten times slower.</summary>
    Tcg,

    /// <summary>The processor itself, through the kernel.</summary>
    Kvm,
}
