using Clu.Binary;

namespace Clu.Install;

/// <content>Errors of boot loaders and of entering a target.</content>
internal static partial class InstallErrors
{
    public static CluException LoaderFileName(string path, string reason) => new(
        "CLU0660", ErrorKind.Usage, $"'{path}' cannot be copied beside the boot loader: {reason}", hint: "build the system with another name for it");

    public static CluException KernelCommandLine(string what, string reason) => new(
        "CLU0661", ErrorKind.Usage, $"the kernel command line of {what} {reason}", hint: "take words away in the profile or the layout");

    public static CluException NoBootSpec(string toplevel) => new(
        "CLU0662", ErrorKind.Usage, $"'{toplevel}' is no system that can be started: it has no boot.json", hint: "name the path of a whole system");

    public static CluException LoaderSettings(string file) => new(
        "CLU0663", ErrorKind.Environment, $"there is no {file} here, so that nothing is known of a boot loader",
        hint: "`clu install` writes it; on other machines the boot loader is not clu's", untouched: "the boot loader");

    public static CluException NotMounted(string path) => new(
        "CLU0664", ErrorKind.Environment, $"no file system is mounted at {path}, where the boot loader has its files",
        hint: $"run `mount {path}` first", untouched: "the boot loader");

    public static CluException BootFull(string path, long needed, long free) => new(
        "CLU0665", ErrorKind.Environment, $"{path} has {free} bytes free, and {needed} are needed for the kernels of all generations",
        hint: "remove old generations, `clu gc --delete-older-than 30d`, then run it again", untouched: "the present entries");

    public static CluException NoGeneration(string toplevel) => new(
        "CLU0666", ErrorKind.Usage, $"'{toplevel}' is no generation of the system's profile",
        hint: $"run `nix-env -p /nix/var/nix/profiles/system --set {toplevel}` first", untouched: "the boot loader");

    public static CluException NoTarget(string root, string system) => new(
        "CLU0667", ErrorKind.Environment, $"there is no system in {root}: {system} leads nowhere", hint: "install one first");

    public static CluException NotAPartition(string disk, int partition) => new(
        "CLU0668", ErrorKind.Environment, $"{disk} has no partition {partition} with an identifier of its own", hint: "name a partition of a GPT disk");

    public static CluException NoPlaceForLoader(string loader, string reason) => new(
        "CLU0669", ErrorKind.Usage, $"{loader} cannot start this machine: {reason}", hint: "choose another loader, layout or firmware", untouched: "the disks");
}
