using Clu.Binary;
using Clu.Media.Qemu;
using Clu.Testing;

namespace Clu.Media.Tests.Qemu;

public sealed class QemuPlanTests
{
    private static readonly QemuHost Host = new("qemu-system-x86_64", Accelerator.Tcg, 2, HasDisplay: false, DiskExists: false, Firmware: null);

    [Fact]
    public void Bios_cdrom_is_the_default()
    {
        QemuPlan plan = QemuPlan.Create(new QemuOptions { Image = "a.iso" }, Host);
        Assert.Equal(
            "qemu-system-x86_64 -machine pc -accel tcg,thread=multi -cpu max -smp 2 -m 2048 "
            + "-drive if=none,id=medium,format=raw,readonly=on,file=a.iso,media=cdrom -device ide-cd,drive=medium,bootindex=0 "
            + "-nic user,model=virtio-net-pci -display none -serial mon:stdio",
            Assert.Single(plan.Commands()));
    }

    [Fact]
    public void Uefi_leaves_the_variable_store_as_it_is()
    {
        FirmwareFiles firmware = new("/code.fd", "/vars.fd", NeedsSmm: false);
        QemuPlan plan = QemuPlan.Create(
            new QemuOptions { Image = "a.iso", Firmware = FirmwareKind.Uefi, Media = MediaKind.Usb }, Host with { Firmware = firmware });
        string command = Assert.Single(plan.Commands());
        Assert.Contains("-machine q35 ", command, StringComparison.Ordinal);
        Assert.Contains("if=pflash,unit=0,format=raw,readonly=on,file=/code.fd ", command, StringComparison.Ordinal);
        Assert.Contains("if=pflash,unit=1,format=raw,snapshot=on,file=/vars.fd ", command, StringComparison.Ordinal);
        Assert.Contains("-device usb-storage,drive=medium,removable=on,bootindex=0", command, StringComparison.Ordinal);
    }

    [Fact]
    public void Secure_boot_builds_get_system_management_mode()
    {
        QemuPlan plan = QemuPlan.Create(
            new QemuOptions { Image = "a.iso", Firmware = FirmwareKind.Uefi32 }, Host with { Firmware = new FirmwareFiles("/c", "/v", NeedsSmm: true) });
        Assert.Contains("q35,smm=on", plan.Arguments);
        Assert.Contains("driver=cfi.pflash01,property=secure,value=on", plan.Arguments);
    }

    [Fact]
    public void Kvm_is_asked_for_a_processor_that_nested_hypervisors_can_set_up() =>
        Assert.Contains("max,-arch-capabilities", QemuPlan.Create(new QemuOptions { Image = "a" }, Host with { Accelerator = Accelerator.Kvm }).Arguments);

    [Fact]
    public void A_machine_without_an_image_starts_from_its_drives_in_their_order()
    {
        QemuOptions options = new()
        {
            Image = null,
            Firmware = FirmwareKind.Uefi,
            Variables = "/mine.fd",
            Drives = [new QemuDrive("a", "ONE"), new QemuDrive("b", "TWO"), new QemuDrive("stick", "THREE", ReadOnly: true)],
            FirmwareTexts = ["name=a,b"],
        };
        string command = Assert.Single(QemuPlan.Create(options, Host with { Firmware = new FirmwareFiles("/c", "/v", NeedsSmm: false) }).Commands());
        Assert.DoesNotContain("id=medium", command, StringComparison.Ordinal);
        Assert.Contains("unit=1,format=raw,file=/mine.fd ", command, StringComparison.Ordinal);
        Assert.Contains("-device virtio-blk-pci,drive=drive0,serial=ONE,bootindex=2 ", command, StringComparison.Ordinal);
        Assert.Contains("-device virtio-blk-pci,drive=drive1,serial=TWO,bootindex=3 ", command, StringComparison.Ordinal);
        Assert.Contains("id=drive2,format=raw,readonly=on,file=stick -device virtio-blk-pci,drive=drive2,serial=THREE ", command, StringComparison.Ordinal);
        Assert.Contains("-smbios type=11,value=name=a,,b ", command, StringComparison.Ordinal);
    }

    [Fact]
    public void Commas_in_paths_do_not_end_the_option() =>
        Assert.Contains(
            QemuPlan.Create(new QemuOptions { Image = "a,b.iso" }, Host).Arguments, word => word.Contains("file=a,,b.iso", StringComparison.Ordinal));

    [Fact]
    public void Words_are_quoted_for_the_shell() =>
        Assert.Contains("file=it'\\''s a.iso", QemuPlan.Create(new QemuOptions { Image = "it's a.iso" }, Host).Commands().Single(), StringComparison.Ordinal);

    [Theory]
    [InlineData("d.qcow2", "qemu-img create -q -f qcow2 d.qcow2 1024", "format=qcow2")]
    [InlineData("d.img", "truncate --size 1024 d.img", "format=raw,file=d.img")]
    public void A_missing_disk_is_made_first(string disk, string command, string argument)
    {
        string[] commands = [.. QemuPlan.Create(new QemuOptions { Image = "a", Disk = disk, DiskBytes = 1024 }, Host).Commands()];
        Assert.Equal(command, commands[0]);
        Assert.Contains(argument, commands[1], StringComparison.Ordinal);
    }

    [Fact]
    public void An_existing_disk_is_kept() =>
        Assert.Null(QemuPlan.Create(new QemuOptions { Image = "a", Disk = "d" }, Host with { DiskExists = true }).Disk);

    [Fact]
    public void Too_little_memory_is_refused() => Assert.Equal(
        "CLU0504", Assert.Throws<CluException>(() => QemuPlan.Create(new QemuOptions { Image = "a", MemoryMiB = 64 }, Host)).Code);

    [Theory]
    [InlineData(FirmwareKind.Uefi, "apt install ovmf`")]
    [InlineData(FirmwareKind.Uefi32, "apt install ovmf-ia32`")]
    public void Missing_firmware_says_what_to_install(FirmwareKind kind, string hint)
    {
        CluException error = Assert.Throws<CluException>(() => FirmwareSearch.Find(kind, _ => false));
        Assert.Equal("CLU0502", error.Code);
        Assert.Contains(hint, error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Bios_needs_no_files() => Assert.Null(FirmwareSearch.Find(FirmwareKind.Bios, _ => false));

    [Fact]
    public async Task A_missing_image_is_named()
    {
        CluException error = await Assert.ThrowsAsync<CluException>(
            () => QemuRunner.RunAsync(new QemuOptions { Image = "/nowhere.iso" }, TestContext.Current.CancellationToken));
        Assert.Equal("CLU0503", error.Code);
    }

    [Fact]
    public async Task A_missing_qemu_says_what_to_install()
    {
        QemuPlan plan = QemuPlan.Create(new QemuOptions { Image = "a" }, Host with { Program = "/nowhere/qemu" });
        CluException error = await Assert.ThrowsAsync<CluException>(() => QemuRunner.RunAsync(plan, TestContext.Current.CancellationToken));
        Assert.Equal("CLU0501", error.Code);
    }

    [Fact]
    public async Task A_raw_disk_takes_no_room()
    {
        using TempFolder folder = new();
        QemuPlan plan = QemuPlan.Create(new QemuOptions { Image = "a", Disk = folder["d.img"], DiskBytes = 1L << 30 }, Host);
        await QemuRunner.PrepareAsync(plan, TestContext.Current.CancellationToken);
        Assert.Equal(1L << 30, new FileInfo(folder["d.img"]).Length);
    }

    [Fact]
    public async Task Cancelling_kills_qemu()
    {
        Tool.Run("qemu-system-x86_64", "--version").Succeeded();
        using TempFolder folder = new();
        await File.WriteAllBytesAsync(folder["a.iso"], new byte[1 << 20], TestContext.Current.CancellationToken);
        QemuPlan plan = QemuPlan.Create(
            new QemuOptions { Image = folder["a.iso"], SerialSocket = folder["serial"], Network = false, MemoryMiB = 128 },
            Host with { Program = Tool.Find("qemu-system-x86_64")! });
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => QemuRunner.RunAsync(plan, limit.Token));
    }
}
