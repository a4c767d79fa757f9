using Clu.Nix.StrictJson;

namespace Clu.Nix.BootSpecs;

/// <summary>The names of version 1.</summary>
internal static class BootSpecKeys
{
    public static readonly JsonFormat Document = new("bootspec", 1, BootSpecLimits.MaxLength, BootSpecLimits.MaxDepth);

    public const string BootSpec = "org.nixos.bootspec.v1";
    public const string Specialisation = "org.nixos.specialisation.v1";

    public const string System = "system";
    public const string Kernel = "kernel";
    public const string KernelParameters = "kernelParams";
    public const string Label = "label";
    public const string Initrd = "initrd";
    public const string InitrdSecrets = "initrdSecrets";
    public const string Toplevel = "toplevel";
    public const string Init = "init";

    public static string CheckExtension(string name) => name is not (BootSpec or Specialisation)
        ? name
        : throw new ArgumentException($"'{name}' is not the namespace of an extension", nameof(name));
}
