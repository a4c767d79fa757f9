# How the live system starts: found by the medium's label, with the store in a SquashFS below an overlay. nixpkgs' iso-image.nix says the same
# things; where it is imported, it alone does.
{ config, lib, options, pkgs, ... }@arguments:

let
  medium = import ./iso-settings.nix arguments;
  systemd = config.boot.initrd.systemd.enable or false;
  nix = config.nix.package.out or config.nix.package;
  kernel = config.boot.kernelPackages.kernel;
  release = lib.substring 0 5 (config.system.nixos.release or config.system.nixosRelease);

  overlay =
    if (options.fileSystems.type.getSubOptions [ ]) ? overlay then {
      overlay = {
        lowerdir = [ "/nix/.ro-store" ];
        upperdir = "/nix/.rw-store/store";
        workdir = "/nix/.rw-store/work";
      };
    }
    # The scripted stage 1 prefixes these and makes the folders; before 19.03 it does not, and mounts another kind of union.
    else if lib.versionAtLeast release "19.03" then {
      device = "overlay";
      fsType = "overlay";
      options = [
        "lowerdir=/nix/.ro-store"
        "upperdir=/nix/.rw-store/store"
        "workdir=/nix/.rw-store/work"
      ];
    }
    else {
      device = "unionfs";
      fsType = "unionfs-fuse";
      options = [
        "allow_other"
        "cow"
        "nonempty"
        "chroot=/mnt-root"
        "max_files=32768"
        "hide_meta_files"
        "dirs=/nix/.rw-store=rw:/nix/.ro-store=ro"
      ];
    };

  # As the priority of nixpkgs' own image modules: above a host's configuration, below mkForce.
  image = lib.mkOverride 60;
  # `copytoram` in a systemd stage 1: the scripted one knows it by itself.
  copyToRam = {
    emergencyAccess = lib.mkDefault true;
    initrdBin = [ (config.boot.initrd.systemd.package.util-linux or pkgs.util-linux) ];
    services.copytoram = {
      description = "Copy of the medium in memory";
      requiredBy = [ "initrd.target" ];
      before = [
        "initrd-switch-root.target"
        "sysroot-nix-.ro\\x2dstore.mount"
      ];
      unitConfig = {
        RequiresMountsFor = "/sysroot/iso";
        ConditionKernelCommandLine = "copytoram";
      };
      serviceConfig = {
        Type = "oneshot";
        RemainAfterExit = true;
      };
      # Where it stood is where the rest looks for it; it can be removed then.
      script = ''
        mkdir -p /run/copytoram
        mount --bind --make-private /sysroot/iso /run/copytoram
        umount /sysroot/iso
        mount -t tmpfs -o mode=0755,size=95% copytoram /sysroot/iso
        cp -r /run/copytoram/. /sysroot/iso/
        umount /run/copytoram
        rmdir /run/copytoram
      '';
    };
  };
in
{
  config = lib.mkIf (!medium.isImported) (lib.mkMerge [
    (if options.boot.initrd ? systemd then { boot.initrd.systemd = lib.mkIf systemd copyToRam; } else { })
    {
      boot.loader.grub.enable = image false;
      boot.loader.timeout = lib.mkDefault 10;
      boot.kernelParams = lib.optionals (!systemd) [
        "boot.shell_on_fail"
        "root=LABEL=${medium.volumeID}"
      ];
      boot.initrd.availableKernelModules = [
        "iso9660"
        "overlay"
        "sd_mod"
        "squashfs"
        "sr_mod"
        "uas"
        "usb_storage"
      ];
      boot.initrd.kernelModules = [
        "loop"
        "overlay"
      ];
      boot.initrd.supportedFilesystems = [ "vfat" ];
      boot.supportedFilesystems = [
        "btrfs"
        "f2fs"
        "vfat"
        "xfs"
      ];

      # Nothing is kept from one start to the next.
      system.stateVersion = lib.mkDefault release;

      swapDevices = image [ ];
      fileSystems = image {
        "/" = {
          device = "tmpfs";
          fsType = "tmpfs";
          options = [ "mode=0755" ];
        };
        "/iso" = {
          device = if systemd then "/dev/disk/by-label/${medium.volumeID}" else "/dev/root";
          fsType = "iso9660";
          neededForBoot = true;
          noCheck = true;
        };
        "/nix/.ro-store" = {
          device = lib.optionalString systemd "/sysroot" + "/iso/nix-store.squashfs";
          fsType = "squashfs";
          options = [ "loop" ] ++ lib.optional (lib.versionAtLeast release "23.05" && lib.versionAtLeast kernel.version "6.2") "threads=multi";
          neededForBoot = true;
        };
        "/nix/.rw-store" = {
          device = "tmpfs";
          fsType = "tmpfs";
          options = [ "mode=0755" ];
          neededForBoot = true;
        };
        "/nix/store" = overlay;
      };

      assertions = [
        {
          assertion = systemd -> overlay ? overlay;
          message = "This nixpkgs cannot make an overlay in a systemd stage 1 (24.05 can): set boot.initrd.systemd.enable = false, or import its installer/cd-dvd/iso-image.nix.";
        }
      ];

      # The database knows what lies in the medium's store as soon as something can ask.
      systemd.services.register-nix-paths = {
        description = "Registration of the medium's store objects";
        unitConfig.DefaultDependencies = false;
        wantedBy = [ "sysinit.target" ];
        before = [
          "nix-daemon.service"
          "nix-daemon.socket"
          "shutdown.target"
          "sysinit.target"
        ];
        after = [ "local-fs.target" ];
        conflicts = [ "shutdown.target" ];
        serviceConfig = {
          Type = "oneshot";
          RemainAfterExit = true;
        };
        script = ''
          ${nix}/bin/nix-store --load-db < /nix/store/nix-path-registration
          touch /etc/NIXOS
          ${nix}/bin/nix-env -p /nix/var/nix/profiles/system --set /run/current-system
        '';
      };
    }
  ]);
}
