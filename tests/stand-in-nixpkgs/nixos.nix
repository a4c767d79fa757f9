# NixOS as far as clu's modules look at it: options by name, and a toplevel that depends on what they are set to.
{ lib, pkgs }:

{ modules, system ? "x86_64-linux", specialArgs ? { } }:

let
  any = default: lib.mkOption { type = lib.types.anything; inherit default; };
  base = { config, ... }: {
    options = {
      assertions = any [ ];
      networking.hostName = lib.mkOption { type = lib.types.str; default = "nixos"; };
      networking.networkmanager.enable = any false;
      networking.wireless.enable = any false;
      time.timeZone = any null;
      users.mutableUsers = any true;
      i18n.defaultLocale = any "en_US.UTF-8";
      environment = { etc = any { }; systemPackages = any [ ]; };
      fileSystems = lib.mkOption { type = lib.types.anything; default = { }; subOptions = _: { overlay = { }; }; };
      boot = {
        bootspec.enable = any true;
        swraid.enable = any false;
        kernelPackages = any { kernel = { version = "6.12"; }; };
        initrd = {
          systemd = { enable = any true; root = any "fstab"; };
          services.lvm.enable = any false;
          luks.forceLuksSupportInInitrd = any false;
        };
        loader = { timeout = any 5; external = { enable = any false; installHook = any null; }; grub = { enable = any true; memtest86.enable = any false; }; };
      };
      nix = { registry = any { }; package = any pkgs.bash; extraOptions = lib.mkOption { type = lib.types.lines; default = ""; }; };
      services = {
        getty = any { };
        openssh = { enable = any false; settings = any { }; authorizedKeysInHomedir = any false; };
        userborn.enable = any false;
      };
      systemd = { sysusers.enable = any false; services = any { }; };
      system.build = any { };
      system.nixos = any { label = "26.05.stand-in"; release = "26.05"; distroName = "NixOS"; };
    };
    config.system.build =
      let
        broken = builtins.filter (one: !one.assertion) config.assertions;
        known = builtins.toJSON {
          inherit (config.networking) hostName;
          inherit (config) fileSystems;
          etc = builtins.mapAttrs (_: file: { enable = file.enable or true; text = file.text or null; }) config.environment.etc;
        };
      in
      {
        toplevel =
          if broken != [ ] then throw "Failed assertions: ${(builtins.head broken).message}"
          else derivation { name = "nixos-system-${config.networking.hostName}-26.05"; inherit system known; builder = "/bin/sh"; };
        etc = derivation { name = "etc"; inherit system known; builder = "/bin/sh"; };
      };
  };
in
lib.evalModules { modules = [ base ] ++ modules; specialArgs = { inherit pkgs; } // specialArgs; }
