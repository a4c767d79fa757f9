using System.Text;
using Clu.Install.Layouts;
using Clu.Install.Loaders;
using Clu.Install.Plans;
using Clu.Install.Tools;
using Clu.Nix.BootSpecs;
using Clu.Testing;

namespace Clu.Install.Tests.Loaders;

/// <summary>A mounted target with a root and a boot folder of their own, in which plans are carried out for real.</summary>
internal sealed class SampleTarget : IDisposable
{
    public const string BootUuid = "8d7bb0c4-6a43-4a0e-8d5e-0e2f5ff7a001";

    private readonly TempFolder _folder = new();
    private readonly Mount _root;
    private readonly Mount _boot;

    public SampleTarget()
    {
        Disk = Loop("disk.img", "48M");
        Tool.RunWith("sfdisk", ["--quiet", Disk], Encoding.ASCII.GetBytes("label: gpt\nsize=1M,type=21686148-6449-6E6F-744E-656564454649\nsize=40M,type=U\n")).Succeeded();
        // Not every kernel makes partitions of loop devices: the second one is a device of its own over the same bytes.
        BootDevice = Tool.Run("losetup", "--find", "--show", "--offset", $"{2 << 20}", "--sizelimit", $"{40 << 20}", _folder["disk.img"]).Succeeded().Output.Trim();
        Tool.Run("mkfs.ext4", "-q", "-U", BootUuid, BootDevice).Succeeded();
        RootDevice = Loop("root.img", "32M");
        Tool.Run("mkfs.ext4", "-q", "-U", LoaderSamples.RootUuid, RootDevice).Succeeded();
        _root = Mount.Image(Root, RootDevice);
        _boot = Mount.Image($"{Root}/boot", BootDevice);
        Add(LoaderSamples.Spec);
        Write("/etc/fstab", $"UUID={LoaderSamples.RootUuid} / ext4 defaults 0 1\nUUID={BootUuid} /boot ext4 umask=0077 0 2\ntmpfs /tmp tmpfs mode=1777 0 0\n");
        Directory.CreateDirectory($"{Root}/tmp");
        File.WriteAllBytes(_folder["systemd-bootx64.efi"], [.. "MZ"u8, .. new byte[0x3A], 0x40, 0, 0, 0, .. "PE\0\0"u8, 0x64, 0x86, .. new byte[64]]);
    }

    public string Root => _folder["mnt"];

    public string Disk { get; }

    public string BootDevice { get; }

    public string RootDevice { get; }

    public LoaderRequest Request => LoaderSamples.Request with
    {
        Root = Root,
        NvramEntry = false,
        Files = new LoaderFiles { SystemdBoot = _folder["systemd-bootx64.efi"] },
        Disks = LoaderSamples.Uefi with
        {
            Mounts =
            [
                LoaderSamples.Uefi.Mounts[0],
                new TargetMount($"UUID={BootUuid}", "/boot", "ext4", [], 2),
            ],
            EspPartitions = [(Disk, 2)],
            BiosDisks = [Disk],
        },
    };

    public void Dispose()
    {
        _boot.Dispose();
        _root.Dispose();
        foreach (string device in new[] { BootDevice, RootDevice, Disk })
            Tool.Run("losetup", "--detach", device);
        _folder.Dispose();
    }

    /// <summary>Puts a system with its kernel into the target's store.</summary>
    public void Add(BootSpec spec)
    {
        Write(spec.Kernel, "a kernel");
        Write(spec.Initrd!, "a ramdisk");
        Write(spec.Init, "#!/bin/sh");
        File.WriteAllBytes(Path(spec.Toplevel + "/boot.json"), spec.Write());
    }

    /// <summary>Does what a step says.</summary>
    public async Task RunAsync(InstallStep step, CancellationToken cancel)
    {
        ToolRunner runner = new();
        foreach (InstallAction action in step.Actions)
        {
            switch (action)
            {
                case InstallAction.Run run:
                    await runner.RunAsync(run.Command, cancel);
                    break;
                case InstallAction.MakeFolder folder:
                    Directory.CreateDirectory(Path(folder.Path));
                    break;
                case InstallAction.WriteFile write:
                    File.WriteAllBytes(Path(write.File.Path), write.File.Content.ToArray());
                    break;
                case InstallAction.CopyLive copy:
                    File.Copy(copy.Source, Path(copy.Path));
                    break;
                case InstallAction.CopyStoreFile copy:
                    File.Copy(Path(copy.StoreFile), Path(copy.Path), overwrite: true);
                    break;
                default:
                    throw new NotSupportedException(action.ToString());
            }
        }
    }

    /// <summary>A file of the target.</summary>
    public string Path(string path) => Root + path;

    public void Write(string path, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path(path))!);
        File.WriteAllText(Path(path), text);
    }

    private string Loop(string name, string size)
    {
        Tool.Run("truncate", "--size", size, _folder[name]).Succeeded();
        ToolResult result = Tool.Run("losetup", "--find", "--show", _folder[name]);
        return result.ExitCode == 0 ? result.Output.Trim() : throw Xunit.Sdk.SkipException.ForSkip($"loop devices need root: {result.Error.Trim()}");
    }
}
