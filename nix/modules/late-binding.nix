# A system that is the same for many machines: what is bound to one of them is left open, and `clu install` writes it into the target without a build.
# docs/late-binding.md says which answer becomes which file; docs/nixos-options.md says which option this module sets for it.
{ config, lib, options, pkgs, ... }:

let
  cfg = config.clu.lateBinding;
  initrd = options.boot.initrd;
  systemd = config.boot.initrd.systemd.enable or false;

  # Above the defaults of nixpkgs' modules, below what a configuration sets.
  overDefault = lib.mkOverride 900;

  # A file that the closure does not have, so that the machine's own stays.
  open = names: lib.genAttrs names (_: { enable = overDefault false; });

  # Written by clu: how the machine starts, and with which words on the kernel's command line.
  bootLoader = pkgs.writeScript "clu-boot-loader" ''
    #!${pkgs.stdenv.shell}
    export PATH=${lib.makeBinPath cfg.bootLoader.tools}:$PATH
    exec ${config.clu.package}/bin/clu boot-loader install "$1"
  '';

  ifOption = condition: value: if condition then value else { };
in
{
  imports = [
    ./package.nix
    ./bootspec.nix
    ./rebuild-kit.nix
  ];

  options.clu.lateBinding = {
    enable = lib.mkOption {
      type = lib.types.bool;
      default = true;
      description = "Whether name, users, disks, keys, network and time zone are left open for the machine.";
    };

    disks = lib.mkOption {
      type = lib.types.bool;
      default = true;
      description = "Whether the disks are left open, too: root and what leads to it come from the kernel's command line, the other file systems from /etc/fstab.";
    };

    bootLoader = {
      enable = lib.mkOption {
        type = lib.types.bool;
        default = cfg.disks;
        defaultText = "config.clu.lateBinding.disks";
        description = "Whether clu writes the boot loader and its menu, with what leads to the machine's disks. Another boot loader cannot know that.";
      };
      tools = lib.mkOption {
        type = lib.types.listOf lib.types.package;
        default = [
          pkgs.coreutils
          pkgs.efibootmgr
          (pkgs.util-linux or pkgs.utillinux)
        ];
        defaultText = "coreutils, efibootmgr, util-linux";
        description = "Programs that clu runs to write the boot loader.";
      };
    };
  };

  config = lib.mkIf cfg.enable (lib.mkMerge [
    {
      # Who installs this system sees by it what is open.
      environment.etc."clu/late-binding".text = lib.concatMapStrings (line: "${line}\n") (
        [ "version 1" ] ++ lib.optional cfg.disks "disks" ++ lib.optional cfg.bootLoader.enable "boot-loader"
      );
      environment.systemPackages = [ config.clu.package ];

      networking.hostName = overDefault "";
      time.timeZone = overDefault null;

      users.mutableUsers = overDefault true;

      networking.networkmanager.enable = lib.mkDefault true;
      networking.wireless.enable = lib.mkIf config.networking.networkmanager.enable (overDefault false);
      services.openssh.enable = lib.mkDefault true;

      assertions = [
        {
          assertion = config.users.mutableUsers;
          message = "users.mutableUsers is false: no user and no password can be set when the system is installed. Set it to true, or clu.lateBinding.enable to false.";
        }
      ];
    }

    # Files that a closure would put in the place of the machine's.
    { environment.etc = open [ "hosts" ]; }
    (if options.i18n ? imperativeLocale
      then { i18n.imperativeLocale = overDefault true; }
      else {
        environment.etc = open [ "locale.conf" "vconsole.conf" ];
        # The shells' LANG would else be the closure's.
        environment.extraInit = ''
          if [ -r /etc/locale.conf ]; then
            export $(grep -E '^(LANG|LC_[A-Z]+)=[A-Za-z0-9_.@-]+$' /etc/locale.conf)
          fi
        '';
      })

    # Users of /etc/passwd are kept by nixpkgs' own activation only.
    (ifOption (options.systemd ? sysusers) { systemd.sysusers.enable = overDefault false; })
    (ifOption (options.services ? userborn) { services.userborn.enable = overDefault false; })
    (ifOption (options.services.openssh ? authorizedKeysInHomedir) { services.openssh.authorizedKeysInHomedir = overDefault true; })

    (lib.mkIf cfg.disks (lib.mkMerge [
      {
        environment.etc = open [ "crypttab" "fstab" "mdadm.conf" ];
        boot.initrd.availableKernelModules = [
          "ahci"
          "ata_piix"
          "dm_crypt"
          "dm_mod"
          "ehci_pci"
          "nvme"
          "raid1"
          "sd_mod"
          "sdhci_pci"
          "sr_mod"
          "uas"
          "usb_storage"
          "usbhid"
          "virtio_blk"
          "virtio_pci"
          "virtio_scsi"
          "xhci_pci"
        ];
        boot.initrd.luks.forceLuksSupportInInitrd = true;
        boot.initrd.supportedFilesystems = [ "btrfs" "ext4" "f2fs" "vfat" "xfs" ];
        boot.supportedFilesystems = [ "btrfs" "ext4" "f2fs" "vfat" "xfs" ];
      }
      (ifOption (initrd ? systemd && initrd.systemd ? root) { boot.initrd.systemd.root = lib.mkIf systemd (overDefault null); })
      (ifOption (initrd ? services && initrd.services ? lvm) { boot.initrd.services.lvm.enable = overDefault true; })
      (if options.boot ? swraid then {
          boot.swraid.enable = overDefault true;
          boot.swraid.mdadmConf = "HOMEHOST <ignore>\nMAILADDR root\n";
        }
        else ifOption (initrd ? services && initrd.services ? swraid) { boot.initrd.services.swraid.enable = overDefault true; })
      { systemd.packages = lib.optional (pkgs ? zram-generator) pkgs.zram-generator; }
      # The scripted stage 1 makes a link of this name to what root= says; it knows nothing of rd.luks.* and the like.
      (lib.mkIf (!systemd) {
        fileSystems."/" = {
          device = overDefault "/dev/root";
          fsType = overDefault "auto";
        };
      })
    ]))

    (lib.mkIf cfg.bootLoader.enable (lib.mkMerge [
      { boot.loader.grub.enable = overDefault false; }
      (if options.boot.loader ? external
        then { boot.loader.external = { enable = overDefault true; installHook = overDefault bootLoader; }; }
        else { system.build.installBootLoader = bootLoader; system.boot.loader.id = "clu"; })
    ]))
  ]);
}
