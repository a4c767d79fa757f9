# Packages of which only names are known: real derivations that nobody builds.
{ lib }:

let
  named = name: attributes: derivation ({ inherit name; system = "x86_64-linux"; builder = "/bin/sh"; } // attributes) // { version = "1.0"; };
  names = [
    "bash" "btrfs-progs" "coreutils" "cryptsetup" "dosfstools" "e2fsprogs" "efibootmgr" "f2fs-tools" "git" "grub2" "grub2_efi" "lvm2" "mdadm" "memtest86plus" "mkpasswd"
    "openssh" "shadow" "util-linux" "vim" "xfsprogs" "zlib" "zram-generator"
  ];
  packages = lib.genAttrs names (name: named "${name}-1.0" { }) // rec {
    stdenv = { shell = "/bin/sh"; hostPlatform.system = "x86_64-linux"; cc = named "cc-1.0" { }; };
    dotnetCorePackages.sdk_10_0 = named "dotnet-sdk-10.0.100" { };
    buildDotnetModule = { pname, version, src, nugetDeps, ... }: named "${pname}-${version}" { inherit src; dependencies = nugetDeps; };
    callPackage = file: arguments: let function = import file; in
      function (builtins.intersectAttrs (builtins.functionArgs function) (packages // { inherit lib; }) // arguments);
    writeText = name: text: named name { inherit text; };
    writeScript = writeText;
    writeScriptBin = writeText;
    writeTextFile = { name, text, destination ? "" }: named name { inherit text destination; } // { inherit text; };
    runCommand = name: environment: script: named name (environment // { inherit script; });
  };
in
packages
