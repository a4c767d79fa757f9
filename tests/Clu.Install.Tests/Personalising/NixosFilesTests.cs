using System.Text;
using System.Text.Json;
using Clu.Install.Choices;
using Clu.Install.Personalising;
using Clu.Install.Plans;
using Clu.Media.Hosts;
using Clu.Nix.Flakes;
using Clu.Nix.StorePaths;
using Clu.Systems.Flakes;
using Clu.Systems.Profiles;
using Clu.Testing;
using CsCheck;

namespace Clu.Install.Tests.Personalising;

/// <summary>What answers become in a NixOS system, and what Nix itself reads in <c>/etc/nixos</c>.</summary>
public sealed class NixosFilesTests
{
    [Fact]
    public void What_the_closure_fixes_is_left_alone_and_said()
    {
        SampleSystem system = SampleSystem.Nixos(mutable: true);
        InstallChoices choices = SampleSystem.Choices(HostKind.NixOS);
        using WrittenTarget target = new(PersonalFiles.Plan(choices, SampleSystem.Disks, system));
        Assert.All(["/etc/hostname", "/etc/hosts", "/etc/fstab", "/etc/locale.conf"], path => Assert.False(target.Has(path)));
        Assert.All(["/etc/machine-id", "/etc/vconsole.conf", "/etc/crypttab"], path => Assert.True(target.Has(path)));
        Assert.Contains(new InstallAction.Link("/etc/localtime", "/etc/zoneinfo/Europe/Berlin"), target.Step.Actions);
        Assert.Equal(
            ["hostname", "hostname", "locale", "layout"], PersonalFiles.Untaken(choices, SampleSystem.Disks, system).Select(answer => answer.Key));
    }

    [Fact]
    public void Users_are_put_where_activation_keeps_them()
    {
        using WrittenTarget target = new(PersonalFiles.Plan(SampleSystem.Choices(HostKind.NixOS), SampleSystem.Disks, SampleSystem.Nixos(mutable: true)));
        Assert.Contains("alice:x:1000:100:The alice:/home/alice:/run/current-system/sw/bin/bash\n", target.Text("/etc/passwd"), StringComparison.Ordinal);
        Assert.Contains("wheel:x:1:alice\n", target.Text("/etc/group"), StringComparison.Ordinal);
        Assert.Contains("root:$6$saltsalt$roothash:", target.Text("/etc/shadow"), StringComparison.Ordinal);
        Assert.Equal(318, target.File("/etc/shadow").Gid);
        Assert.False(target.Has("/etc/gshadow"));
        Assert.Equal((1000, 100, "0600"), (target.File("/home/alice/.ssh/authorized_keys").Uid, target.File("/home/alice/.ssh/authorized_keys").Gid,
            target.File("/home/alice/.ssh/authorized_keys").Mode.ToString()));
        Assert.True(target.Has("/root/.ssh/authorized_keys"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_closure_that_fixes_its_users_keeps_them(bool declared)
    {
        SampleSystem system = declared ? SampleSystem.Nixos(mutable: false) : SampleSystem.Reference;
        using WrittenTarget target = new(PersonalFiles.Plan(
            SampleSystem.Choices(HostKind.NixOS, SampleSystem.Machine with { ExtraFiles = [] }), SampleSystem.Disks, system));
        Assert.All(["/etc/passwd", "/etc/shadow", "/etc/group"], path => Assert.False(target.Has(path)));
        Assert.Contains("user", PersonalFiles.Untaken(
            SampleSystem.Choices(HostKind.NixOS, SampleSystem.Machine with { ExtraFiles = [] }), SampleSystem.Disks, system).Select(answer => answer.Key));
    }

    [Theory]
    [InlineData(HostKind.NixOS)]
    [InlineData(HostKind.Reference)]
    public void Nix_reads_in_the_configuration_what_was_answered(HostKind kind)
    {
        using WrittenTarget target = new(PersonalFiles.Plan(
            SampleSystem.Choices(kind), SampleSystem.Disks, kind == HostKind.NixOS ? SampleSystem.Nixos(mutable: true) : SampleSystem.Reference));
        JsonElement configuration = Evaluate(target.Root, "configuration.nix");
        Assert.Equal("kitchen", Text(configuration, "networking", "hostName"));
        Assert.Equal("Europe/Berlin", Text(configuration, "time", "timeZone"));
        Assert.Equal("de_DE.UTF-8", Text(configuration, "i18n", "defaultLocale"));
        Assert.Equal("de-latin1", Text(configuration, "console", "keyMap"));
        Assert.Equal("25.05", Text(configuration, "system", "stateVersion"));
        Assert.Equal("/var/lib/clu/passwords/alice", Text(configuration, "users", "users", "alice", "hashedPasswordFile"));
        Assert.Equal("The alice", Text(configuration, "users", "users", "alice", "description"));
        Assert.Equal("""["wheel","sudo","extra"]""", At(configuration, "users", "users", "alice", "extraGroups").GetRawText());
        Assert.Equal(1500, At(configuration, "users", "users", "bob", "uid").GetInt32());
        Assert.Equal(SampleSystem.Ed25519, At(configuration, "users", "users", "root", "openssh", "authorizedKeys", "keys")[0].GetString());
        Assert.Equal("192.0.2.7/24", Text(configuration, "networking", "networkmanager", "ensureProfiles", "profiles", "enp1s0", "ipv4", "address1"));
        Assert.True(At(configuration, "boot", "loader", "systemd-boot", "enable").GetBoolean());

        JsonElement hardware = Evaluate(target.Root, "hardware-configuration.nix");
        Assert.Equal("/dev/disk/by-uuid/11111111-1111-1111-1111-111111111111", Text(hardware, "fileSystems", "/", "device"));
        Assert.Equal("""["subvol=@root","compress=zstd"]""", At(hardware, "fileSystems", "/", "options").GetRawText());
        Assert.Equal("/dev/disk/by-label/my data", Text(hardware, "fileSystems", "/srv/my data", "device"));
        Assert.Equal("/root.key:LABEL=KEYS", Text(hardware, "boot", "initrd", "luks", "devices", "root", "keyFile"));
        Assert.True(At(hardware, "boot", "initrd", "luks", "devices", "root", "allowDiscards").GetBoolean());
        Assert.Equal("""["tpm2-device=auto"]""", At(hardware, "boot", "initrd", "luks", "devices", "data", "crypttabExtraOpts").GetRawText());
        Assert.Equal(2, At(hardware, "swapDevices").GetArrayLength());
        Assert.Contains("ARRAY /dev/md/root", Text(hardware, "boot", "swraid", "mdadmConf"), StringComparison.Ordinal);
        Assert.Equal("x86_64-linux", Text(hardware, "nixpkgs", "hostPlatform"));
    }

    [Fact]
    public void The_flake_makes_a_system_of_the_name()
    {
        using WrittenTarget target = new(PersonalFiles.Plan(SampleSystem.Choices(HostKind.NixOS), SampleSystem.Disks, SampleSystem.Nixos(mutable: true)));
        string flake = Path.Combine(target.Root, "etc/nixos/flake.nix");
        string expression = $"builtins.attrNames ((import {flake}).outputs {{ self = null; nixpkgs.lib.nixosSystem = x: x; }}).nixosConfigurations";
        ToolResult result = NixTool.Run(NixVersion.Installed, "nix-instantiate", "--eval", "--strict", "--json", "-E", expression);
        Assert.Equal("""["kitchen"]""", result.Succeeded().Output.Trim());
    }

    [Fact]
    public void A_carried_flake_is_extended_by_what_was_answered()
    {
        using WrittenTarget target = new(PersonalFiles.Plan(Offline(), SampleSystem.Disks, SampleSystem.Nixos(mutable: true)));
        string flake = Path.Combine(target.Root, "etc/nixos/flake.nix");
        string expression = $"((import {flake}).outputs {{ self = null; system.nixosConfigurations.desk.extendModules = x: map toString x.modules; }}).nixosConfigurations.kitchen";
        ToolResult result = NixTool.Run(NixVersion.Installed, "nix-instantiate", "--eval", "--strict", "--json", "-E", expression);
        Assert.Equal($"[\"{Path.Combine(target.Root, "etc/nixos/configuration.nix")}\"]", result.Succeeded().Output.Trim());
        Assert.Contains($"inputs.system.url = \"path:/nix/store/{new string('1', 32)}-source\"", target.Text("/etc/nixos/flake.nix"), StringComparison.Ordinal);
    }

    [Fact]
    public void Registry_and_settings_of_a_carried_flake_are_the_machines()
    {
        using WrittenTarget target = new(PersonalFiles.Plan(Offline(), SampleSystem.Disks, SampleSystem.Nixos(mutable: true)));
        FlakeRegistryEntry entry = Assert.Single(FlakeRegistry.Parse(Encoding.UTF8.GetBytes(target.Text("/etc/nix/registry.json"))).Entries);
        Assert.Equal(("nixpkgs", $"/nix/store/{new string('2', 32)}-source"), (entry.From.Text("id"), entry.To.Text("path")));
        Assert.Contains("flake-registry = /etc/nix/registry.json\n", target.Text("/etc/nix/nix.conf"), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_the_closure_has_settings_of_its_own_root_gets_the_others()
    {
        SampleSystem system = SampleSystem.Nixos(mutable: true, ("etc/nix/nix.conf", "sandbox = true\n"));
        using WrittenTarget target = new(PersonalFiles.Plan(Offline(), SampleSystem.Disks, system));
        Assert.Contains("tarball-ttl", target.Text("/root/.config/nix/nix.conf"), StringComparison.Ordinal);
        Assert.DoesNotContain(target.Files, file => file.Path == "/etc/nix/nix.conf");
        Assert.Contains(target.Files, file => file.Path == "/etc/nix/registry.json");
    }

    [Fact]
    public void Grub_is_said_with_the_stable_name_of_the_disk()
    {
        InstallChoices choices = SampleSystem.Choices(HostKind.NixOS) with { Firmware = TargetFirmware.Bios, Loader = LoaderKind.Grub, NvramEntry = false };
        using WrittenTarget target = new(PersonalFiles.Plan(choices, SampleSystem.Disks, SampleSystem.Nixos(mutable: true)));
        Assert.Equal("""["/dev/disk/by-id/virtio-V1"]""", At(Evaluate(target.Root, "configuration.nix"), "boot", "loader", "grub", "devices").GetRawText());
    }

    [Fact]
    public void No_secret_is_in_the_folder_that_a_flake_copies_to_the_store()
    {
        using WrittenTarget target = new(PersonalFiles.Plan(SampleSystem.Choices(HostKind.NixOS), SampleSystem.Disks, SampleSystem.Nixos(mutable: true)));
        Assert.All(target.Files.Where(file => file.Path.StartsWith("/etc/nixos/", StringComparison.Ordinal)), file =>
        {
            Assert.False(file.Secret);
            Assert.DoesNotContain("$6$", Encoding.UTF8.GetString(file.Content.Span), StringComparison.Ordinal);
            Assert.DoesNotContain("correct", Encoding.UTF8.GetString(file.Content.Span), StringComparison.Ordinal);
        });
        Assert.Equal("$6$saltsalt$alicehash\n", target.Text("/var/lib/clu/passwords/alice"));
        Assert.True(target.File("/var/lib/clu/passwords/alice").Secret);
    }

    [Fact]
    public void A_folder_that_was_given_is_all_that_is_written_there()
    {
        InstallStep step = PersonalFiles.Plan(
            SampleSystem.Choices(HostKind.NixOS, SampleSystem.Machine with { ConfigurationFolder = "/live/nixos" }), SampleSystem.Disks, SampleSystem.Nixos(mutable: true));
        Assert.Contains(new InstallAction.CopyLive("/live/nixos", "/etc/nixos"), step.Actions);
        Assert.DoesNotContain(step.Actions, action => action is InstallAction.WriteFile { File.Path: { } path } && path.StartsWith("/etc/nixos", StringComparison.Ordinal));
    }

    [Fact]
    public void Nix_reads_every_string_as_it_is()
    {
        string[] strings = Gen.Char["ab\"\\$${}'\n\r\tä€;"].Array[0, 12].Select(letters => new string(letters)).Array[300].Single();
        strings = [.. strings, "${x}", "$${x}", "\\${x}", "''${x}", "\"; builtins.abort \"", "\\\"", "$", "${"];
        using TempFolder folder = new();
        string file = Path.Combine(folder.Path, "strings.nix");
        File.WriteAllText(file, NixText.List(strings));
        ToolResult result = NixTool.Run(NixVersion.Installed, "nix-instantiate", "--eval", "--strict", "--json", file);
        using JsonDocument read = JsonDocument.Parse(result.Succeeded().Output);
        Assert.Equal(strings, read.RootElement.EnumerateArray().Select(element => element.GetString()!));
    }

    [Fact]
    public void A_description_that_looks_like_Nix_stays_text()
    {
        UserAccount user = SampleSystem.User("alice", null) with { Description = "\"; ${builtins.readFile \"/etc/shadow\"} \\" };
        using WrittenTarget target = new(PersonalFiles.Plan(
            SampleSystem.Choices(HostKind.NixOS, SampleSystem.Machine with { Users = [user] }), SampleSystem.Disks, SampleSystem.Nixos(mutable: true)));
        Assert.Equal(user.Description, Text(Evaluate(target.Root, "configuration.nix"), "users", "users", "alice", "description"));
    }

    /// <summary>Parses the module, then evaluates it with as much of nixpkgs' library as it uses.</summary>
    private static JsonElement Evaluate(string root, string file)
    {
        string path = Path.Combine(root, "etc/nixos", file);
        NixTool.Run(NixVersion.Installed, "nix-instantiate", "--parse", path).Succeeded();
        string expression = $"builtins.removeAttrs (import {path} {{ lib.mkDefault = x: x; config = {{ }}; pkgs = {{ }}; }}) [ \"imports\" ]";
        ToolResult result = NixTool.Run(NixVersion.Installed, "nix-instantiate", "--eval", "--strict", "--json", "-E", expression);
        return JsonDocument.Parse(result.Succeeded().Output).RootElement;
    }

    [Fact]
    public void A_flake_in_a_folder_of_its_source_is_named_by_both() => Assert.Contains(
        $"path:/nix/store/{new string('1', 32)}-source?dir=machines/one\"",
        NixConfigurationFiles.Flake("desk", new HostFlake(StorePath.Parse($"{new string('1', 32)}-source"), "desk") { Directory = "machines/one" }),
        StringComparison.Ordinal);

    private static JsonElement At(JsonElement element, params string[] path) => path.Aggregate(element, (current, name) => current.GetProperty(name));

    private static string Text(JsonElement element, params string[] path) => At(element, path).GetString()!;

    private static InstallChoices Offline()
    {
        FlakeInput input = new("nixpkgs", StorePath.Parse($"{new string('2', 32)}-source"), FlakeReference.Of([new("type", "path"), new("lastModified", 1L)]));
        InstallChoices choices = SampleSystem.Choices(HostKind.NixOS);
        return choices with
        {
            Host = choices.Host with
            {
                Offline = new HostOffline
                {
                    Closure = [],
                    ClosureSize = 0,
                    Flake = new HostFlake(StorePath.Parse($"{new string('1', 32)}-source"), "desk"),
                    Inputs = [input],
                    Registry = OfflineFlake.Registry([input]),
                    NixConf = OfflineFlake.Settings,
                },
            },
        };
    }
}
