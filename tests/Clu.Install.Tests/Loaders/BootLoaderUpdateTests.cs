using System.Text.Json;
using Clu.Binary;
using Clu.Install.Choices;
using Clu.Install.Loaders;
using Clu.Install.Tools;
using Clu.Nix.BootSpecs;
using Clu.Testing;

namespace Clu.Install.Tests.Loaders;

public sealed class BootLoaderUpdateTests : IDisposable
{
    private const string Second = "/nix/store/00000000000000000000000000000012-nixos-system-clu-0.2";
    private const string Entries = "/boot/loader/entries";

    private readonly TempFolder _folder = new();
    private readonly Mount _boot;

    public BootLoaderUpdateTests()
    {
        _boot = Mount.Small(_folder["boot"], "6m");
        Directory.CreateDirectory(_folder["nix/var/nix/profiles"]);
        Directory.CreateDirectory(_folder["etc/clu"]);
        File.WriteAllText(_folder["etc/machine-id"], LoaderSamples.MachineId + "\n");
        File.WriteAllText(Root + LoaderSettings.Path, LoaderSamples.Request.Settings.Write());
        Generation(1, LoaderSamples.Spec, "kernel one");
        Generation(2, LoaderSamples.System(Second["/nix/store/".Length..], ["two"]) with
        {
            Kernel = "/nix/store/00000000000000000000000000000022-linux-6.13/bzImage",
        }, "kernel two");
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Root => _folder.Path;

    public void Dispose()
    {
        _boot.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Every_generation_has_an_entry_and_the_one_switched_to_starts()
    {
        BootLoaderUpdateResult result = await UpdateAsync(Second);

        Assert.Equal((2, 2, 3, 0), (result.Started, result.Generations, result.Copied, result.Removed));
        Assert.Equal(["nixos-generation-1.conf", "nixos-generation-2.conf"], Names(Entries));
        Assert.Equal(
            [
                "00000000000000000000000000000002-linux-image-6.12.107+deb13-amd64-6.12.107-1-vmlinuz-6.12.107+deb13-amd64.efi",
                "00000000000000000000000000000003-initrd-linux-6.12.107+deb13-amd64-initrd.efi",
                "00000000000000000000000000000022-linux-6.13-bzImage.efi",
            ],
            Names("/boot/EFI/nixos"));
        Assert.Contains("default nixos-generation-2.conf\n", Read("/boot/loader/loader.conf"), StringComparison.Ordinal);
        string entry = Read($"{Entries}/nixos-generation-2.conf");
        Assert.Contains($"options init={Second}/init two root=UUID={LoaderSamples.RootUuid} rootfstype=ext4\nmachine-id {LoaderSamples.MachineId}\n", entry, StringComparison.Ordinal);
        Assert.Contains($", built on {DateTime.UnixEpoch.AddDays(20002):yyyy-MM-dd}\n", entry, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Systemd_reads_the_menu_as_it_was_meant()
    {
        string bootctl = Path.Combine(RepositoryRoot.Path, "tests/bootctl");
        if (Tool.Find("apt-get") is null || Tool.Run(bootctl, "--fetch").ExitCode != 0)
            throw Tool.Missing("bootctl");
        await UpdateAsync(LoaderSamples.Spec.Toplevel);

        using JsonDocument list = JsonDocument.Parse(Tool.Run(bootctl, $"--esp-path={_folder["boot"]}", "list", "--json=short").Succeeded().Output);

        Assert.Equal(
            [("nixos-generation-2.conf", "clu", false), ("nixos-generation-1.conf", "clu", true)],
            list.RootElement.EnumerateArray()
                .Where(entry => entry.GetProperty("type").GetString() == "type1")
                .Select(entry => (entry.GetProperty("id").GetString()!, entry.GetProperty("title").GetString()!, entry.GetProperty("isDefault").GetBoolean())));
    }

    [Fact]
    public async Task Doing_it_again_writes_nothing()
    {
        await UpdateAsync(Second);
        DateTime written = File.GetLastWriteTimeUtc(_folder["boot/loader/loader.conf"]);

        Assert.Equal(0, (await UpdateAsync(Second)).Copied);

        Assert.Equal(written, File.GetLastWriteTimeUtc(_folder["boot/loader/loader.conf"]));
    }

    [Fact]
    public async Task Deleted_generations_go_with_their_kernels_and_nothing_else_does()
    {
        await UpdateAsync(Second);
        File.WriteAllText(_folder["boot/loader/entries/other-os.conf"], "title Other\n");
        File.WriteAllText(_folder["boot/EFI/nixos/half.efi.new"], "interrupted");
        File.Delete(_folder["nix/var/nix/profiles/system-1-link"]);

        BootLoaderUpdateResult result = await UpdateAsync(Second);

        Assert.Equal((0, 3), (result.Copied, result.Removed));
        Assert.Equal(["nixos-generation-2.conf", "other-os.conf"], Names(Entries));
        Assert.Equal(["00000000000000000000000000000003-initrd-linux-6.12.107+deb13-amd64-initrd.efi", "00000000000000000000000000000022-linux-6.13-bzImage.efi"], Names("/boot/EFI/nixos"));
    }

    [Fact]
    public async Task Going_back_starts_the_older_one()
    {
        await UpdateAsync(Second);

        Assert.Equal(1, (await UpdateAsync(LoaderSamples.Spec.Toplevel)).Started);

        Assert.Contains("default nixos-generation-1.conf\n", Read("/boot/loader/loader.conf"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kernel_that_was_damaged_is_copied_anew()
    {
        await UpdateAsync(Second);
        string kernel = _folder["boot/EFI/nixos/00000000000000000000000000000022-linux-6.13-bzImage.efi"];
        File.WriteAllText(kernel, "kernel tw0");

        Assert.Equal(1, (await UpdateAsync(Second)).Copied);

        Assert.Equal("kernel two", File.ReadAllText(kernel));
    }

    [Fact]
    public async Task GRUB_has_the_one_switched_to_first_and_all_in_its_submenu()
    {
        LoaderSettings settings = LoaderSamples.Request.Settings with { Kind = LoaderKind.Grub, Firmware = TargetFirmware.Bios };
        File.WriteAllText(Root + LoaderSettings.Path, settings.Write());

        Assert.Equal(3, (await UpdateAsync(LoaderSamples.Spec.Toplevel)).Copied);

        string menu = Read("/boot/grub/grub.cfg");
        Assert.Equal(
            [$"init={LoaderSamples.Spec.Init}", $"init={Second}/init", $"init={LoaderSamples.Spec.Init}"],
            menu.Split([' ', '\n']).Where(word => word.StartsWith("init=", StringComparison.Ordinal)));
        Assert.Contains("($drive1)/kernels/00000000000000000000000000000022-linux-6.13-bzImage", menu, StringComparison.Ordinal);
        Assert.Equal("kernel two", Read("/boot/kernels/00000000000000000000000000000022-linux-6.13-bzImage"));
    }

    [Fact]
    public async Task Without_room_nothing_is_touched()
    {
        await UpdateAsync(Second);
        Generation(3, LoaderSamples.System("00000000000000000000000000000013-nixos-system-clu-0.3", []) with
        {
            Kernel = "/nix/store/00000000000000000000000000000023-linux-6.14/bzImage",
        }, new string('x', 8 << 20));
        File.Delete(_folder["nix/var/nix/profiles/system-1-link"]);

        CluException error = await Assert.ThrowsAsync<CluException>(() => UpdateAsync(Second));

        Assert.Equal("CLU0665", error.Code);
        Assert.Equal(["nixos-generation-1.conf", "nixos-generation-2.conf"], Names(Entries));
    }

    [Fact]
    public async Task A_generation_that_cannot_be_read_is_left_out()
    {
        File.WriteAllText(Root + LoaderSamples.Spec.Toplevel + "/boot.json", "{}");

        Assert.Equal(1, (await UpdateAsync(Second)).Generations);
    }

    [Fact]
    public async Task The_loader_itself_is_renewed_when_asked()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Root + LoaderFiles.SystemdBootPath)!);
        File.WriteAllText(Root + LoaderFiles.SystemdBootPath, "newer");

        await UpdateAsync(Second);
        Assert.False(File.Exists(_folder["boot/EFI/BOOT/BOOTX64.EFI"]));
        await new BootLoaderUpdate(new ToolRunner(), Root).RunAsync(Second, loaderToo: true, Cancellation);

        Assert.Equal(("newer", "newer"), (Read("/boot/EFI/BOOT/BOOTX64.EFI"), Read("/boot/EFI/systemd/systemd-bootx64.efi")));
    }

    [Fact]
    public async Task What_cannot_be_done_is_said()
    {
        async Task<string> Refusal(string toplevel) => (await Assert.ThrowsAsync<CluException>(() => UpdateAsync(toplevel))).Code;

        Assert.Equal("CLU0662", await Refusal("/nix/store/00000000000000000000000000000099-nothing"));
        File.Delete(_folder["nix/var/nix/profiles/system-2-link"]);
        Assert.Equal("CLU0666", await Refusal(Second));
        LoaderSettings settings = LoaderSamples.Request.Settings;
        File.WriteAllText(Root + LoaderSettings.Path, (settings with { Folders = [new BootFolder("/efi", null, "")] }).Write());
        Assert.Equal("CLU0664", await Refusal(LoaderSamples.Spec.Toplevel));
        File.Delete(Root + LoaderSettings.Path);
        Assert.Equal("CLU0663", await Refusal(LoaderSamples.Spec.Toplevel));
        Assert.False(Directory.Exists(_folder["boot/loader"]));
    }

    [Fact]
    public async Task A_mirror_that_is_missing_is_told_and_the_other_updated()
    {
        LoaderSettings settings = LoaderSamples.Request.Settings;
        File.WriteAllText(Root + LoaderSettings.Path, (settings with { Folders = [settings.Folders[0], new BootFolder("/boot2", null, "")] }).Write());

        Assert.Equal(["/boot2"], (await UpdateAsync(Second)).Missing);

        Assert.Equal(2, Names(Entries).Length);
    }

    private Task<BootLoaderUpdateResult> UpdateAsync(string toplevel) => new BootLoaderUpdate(new ToolRunner(), Root).RunAsync(toplevel, loaderToo: false, Cancellation);

    private void Generation(int number, BootSpec spec, string kernel)
    {
        void Write(string path, string text)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Root + path)!);
            File.WriteAllText(Root + path, text);
        }

        Write(spec.Kernel, kernel);
        Write(spec.Initrd!, "a ramdisk");
        Directory.CreateDirectory(Root + spec.Toplevel);
        File.WriteAllBytes($"{Root}{spec.Toplevel}/boot.json", spec.Write());
        string link = _folder[$"nix/var/nix/profiles/system-{number}-link"];
        File.CreateSymbolicLink(link, spec.Toplevel);
        Tool.Run("touch", "--no-dereference", "--date", $"@{(20000 + number) * 86400}", link).Succeeded();
        File.Delete(_folder["nix/var/nix/profiles/system"]);
        File.CreateSymbolicLink(_folder["nix/var/nix/profiles/system"], Path.GetFileName(link));
    }

    private string[] Names(string folder) => [.. Directory.GetFiles(Root + folder).Select(Path.GetFileName).Order(StringComparer.Ordinal)!];

    private string Read(string path) => File.ReadAllText(Root + path);
}
