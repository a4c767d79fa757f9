{ config, lib, pkgs, ... }:

let
  inherit (lib) mkOption types;

  distribution = config.system.nixos.distroName or "NixOS";

  host = { name, ... }: {
    options = {
      toplevel = mkOption {
        type = types.path;
        example = "/nix/store/0000000000000000000000000000000b-nixos-system-desk";
        description = "The system to install: config.system.build.toplevel of another configuration, or its path in the store.";
      };
      description = mkOption {
        type = types.nullOr types.str;
        default = null;
        example = "A desk with tools";
        description = "One line for people, at most 200 characters.";
      };
      hostName = mkOption {
        type = types.nullOr types.str;
        default = null;
        example = "desk-1";
        description = "Name that the machine gets where nobody answers otherwise; asked for without one.";
      };
      layout = mkOption {
        type = types.nullOr types.str;
        default = null;
        example = "btrfs";
        description = "Name of the layout of its disk; asked for without one.";
      };
      # `lib.mkInstaller` takes allow and budget from clu.rebuildKit of the host's configuration.
      rebuild = import ../rebuild-options.nix { inherit lib; } // {
        enable = mkOption {
          type = types.bool;
          default = false;
          description = "Whether the host is to be rebuilt without a network: for every change where `allow` names none.";
        };
        kit = mkOption {
          type = types.nullOr types.path;
          default = null;
          description = "Store object with what the host is rebuilt with; its closure is carried. Without one clu chooses by the graph of derivations.";
        };
      };
    };
  };

  # nixpkgs has GRUB's platforms in packages of their own, and its grub-install does not know Debian's option.
  grubInstall = lib.hiPrio (pkgs.writeScriptBin "grub-install" ''
    #!${pkgs.stdenv.shell}
    grub=${pkgs.grub2_efi} platform=x86_64-efi arguments=()
    for argument in "$@"; do
      case "$argument" in
        --no-uefi-secure-boot) ;;
        *) arguments+=("$argument") ;;
      esac
      [ "$argument" != --target=i386-pc ] || grub=${pkgs.grub2} platform=i386-pc
    done
    exec "$grub/bin/grub-install" --directory="$grub/lib/grub/$platform" "''${arguments[@]}"
  '');

  input = {
    options = {
      path = mkOption {
        type = types.path;
        description = "The source in the store.";
      };
      locked = mkOption {
        type = types.attrs;
        default = { };
        example = { type = "path"; narHash = "sha256-AAAA"; };
        description = "The locked reference, as flake.lock has it.";
      };
    };
  };

  grubModules = platform: mkOption {
    type = types.nullOr types.path;
    description = "Folder with GRUB's modules for ${platform}; without it the medium does not start that way.";
  };
in
{
  options.clu.installer = {
    hosts = mkOption {
      type = types.attrsOf (types.submodule host);
      default = { };
      description = "What the medium can install. `clu build iso` adds those that are named on its command line.";
    };

    greeting = mkOption {
      type = types.lines;
      default = "Welcome to ${distribution}, running from this medium. Nothing on your disks has been touched.";
      defaultText = "a welcome";
      description = "Text above the login.";
    };

    helpLine = mkOption {
      type = types.lines;
      default = "You are user ${toString config.clu.installer.autologinUser} and need no password: 'sudo -i' makes you root, 'passwd' lets you in by SSH.";
      defaultText = "who is logged in, and how to become root";
      description = "Line below the greeting that says what to do.";
    };

    launcher = mkOption {
      type = types.nullOr types.lines;
      default = null;
      example = "lsblk";
      description = "Shell commands that run once on each console after login, before the installer is offered.";
    };

    autologinUser = mkOption {
      type = types.nullOr types.str;
      default = "nixos";
      description = "User who is logged in on the consoles and becomes root without a password; null logs in nobody.";
    };

    answers = mkOption {
      type = types.nullOr types.path;
      default = null;
      example = "./answers.toml";
      description = "Answers file of the medium, the last place where clu install looks for answers. Everybody who has the medium can read it.";
    };

    inputs = mkOption {
      type = types.attrsOf (types.submodule input);
      default = { };
      description = "Sources of flakes that the medium carries, by their names in flake.lock. `lib.mkInstaller` fills it.";
    };

    registry = mkOption {
      type = types.attrsOf types.path;
      default = { };
      example = { nixpkgs = "/nix/store/0000000000000000000000000000000b-source"; };
      description = "Flakes by the short names under which live system and hosts find them without a network.";
    };

    nixConf = mkOption {
      type = types.listOf types.str;
      default = [
        "extra-experimental-features = nix-command flakes"
        "flake-registry = /etc/nix/registry.json"
        "tarball-ttl = 4294967295"
      ];
      description = "Lines for nix.conf of live system and hosts: what makes flakes work without a network.";
    };

    tools = mkOption {
      type = types.listOf types.package;
      description = "Programs that clu install runs.";
    };

    grub = {
      tools = mkOption {
        type = types.path;
        description = "Package with bin/grub-mkimage.";
      };
      i386-pc = grubModules "BIOS";
      x86_64-efi = grubModules "64-bit UEFI";
      i386-efi = grubModules "32-bit UEFI";
      font = mkOption {
        type = types.path;
        description = "Font of the boot menu, a .pf2 file.";
      };
    };
  };

  config.clu.installer = {
    grub = {
      tools = lib.mkDefault pkgs.grub2;
      i386-pc = lib.mkDefault "${pkgs.grub2}/lib/grub/i386-pc";
      x86_64-efi = lib.mkDefault "${pkgs.grub2_efi}/lib/grub/x86_64-efi";
      i386-efi = lib.mkDefault null;
      font = lib.mkDefault "${pkgs.grub2}/share/grub/unicode.pf2";
    };
    tools = [
      pkgs.btrfs-progs
      pkgs.cryptsetup
      pkgs.dosfstools
      pkgs.e2fsprogs
      pkgs.efibootmgr
      pkgs.f2fs-tools
      grubInstall
      pkgs.grub2
      pkgs.grub2_efi
      pkgs.lvm2
      pkgs.mdadm
      pkgs.mkpasswd
      pkgs.openssh
      pkgs.shadow
      pkgs.util-linux or pkgs.utillinux
      (pkgs.xfsprogs.bin or pkgs.xfsprogs)
    ];
  };
}
