# boot.json for releases of NixOS that do not write it (before 22.11): clu takes kernel, initial ramdisk and parameters from there.
{ config, lib, options, pkgs, ... }:

let
  label = config.system.nixos.label or config.system.nixosLabel;
  kernel = "${config.boot.kernelPackages.kernel}/${config.system.boot.loader.kernelFile}";
  initrd = "${config.system.build.initialRamdisk}/${config.system.boot.loader.initrdFile or "initrd"}";
  document = builtins.toJSON {
    "org.nixos.bootspec.v1" = {
      system = pkgs.stdenv.system or pkgs.stdenv.hostPlatform.system;
      inherit kernel initrd;
      kernelParams = config.boot.kernelParams;
      label = "NixOS ${label} (Linux ${config.boot.kernelPackages.kernel.modDirVersion or config.boot.kernelPackages.kernel.version})";
      # What no other text of the document can contain.
      toplevel = "@toplevel@";
      init = "@toplevel@/init";
    };
    "org.nixos.specialisation.v1" = { };
  };
in
{
  config = lib.mkIf (!(options.boot ? bootspec) && config.boot.kernelPackages ? kernel) {
    system.extraSystemBuilderCmds = ''
      sed "s|@toplevel@|$out|g" ${pkgs.writeText "boot.json" document} > $out/boot.json
    '';
  };
}
