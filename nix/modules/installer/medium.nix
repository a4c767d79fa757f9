# system.build.cluMedium: an object with medium.json, which `clu build iso` makes the medium of, and which keeps alive all that it names.
# The format is described in docs/formats/medium-json.md.
{ config, lib, options, pkgs, ... }@arguments:

let
  cfg = config.clu.installer;
  medium = import ./iso-settings.nix arguments;
  label = config.system.nixos.label or config.system.nixosLabel;
  memtester = pkgs.memtest86plus;
  # The object itself is refused as a path when it is text with a context that this file does not write.
  place = path: if path == null then null else "${path}";

  memtest =
    if !config.boot.loader.grub.memtest86.enable then { bios = null; efi = null; }
    # One program for both firmwares.
    else if memtester ? efi then { bios = "${memtester.efi}"; efi = "${memtester.efi}"; }
    else {
      bios = "${memtester}/memtest.bin";
      efi = if lib.versionAtLeast (lib.getVersion memtester) "6" then "${memtester}/memtest.efi" else null;
    };

  host = name: value: {
    inherit name;
    inherit (value) description layout;
    toplevel = place value.toplevel;
    hostname = value.hostName;
    rebuild =
      if !value.rebuild.enable && value.rebuild.kit == null && value.rebuild.allow == [ ] then null
      else { kit = place value.rebuild.kit; }
        // lib.optionalAttrs (value.rebuild.allow != [ ]) { allow = lib.unique value.rebuild.allow; }
        // lib.optionalAttrs (value.rebuild.budget != null) { inherit (value.rebuild) budget; };
  };

  document = {
    version = 1;
    toplevel = "${config.system.build.toplevel}";
    volumeId = medium.volumeID;
    name = config.system.nixos.distroName or "NixOS";
    inherit label;
    inherit (medium)
      edition
      prependToMenuLabel
      appendToMenuLabel
      configurationName
      showConfiguration
      compression
      forceTextMode
      makeBiosBootable
      makeEfiBootable
      makeUsbBootable
      ;
    timeout = config.boot.loader.timeout;
    grub = lib.mapAttrs (_: place) { inherit (cfg.grub) tools i386-pc x86_64-efi i386-efi font; };
    splashImage = place medium.splashImage;
    efiSplashImage = place medium.efiSplashImage;
    inherit memtest;
    contents = map (content: { source = place content.source; inherit (content) target; })
      (medium.contents ++ lib.optional (cfg.answers != null) { source = cfg.answers; target = "/clu/answers.toml"; });
    storeContents = map place (lib.filter (path: "${path}" != "${config.system.build.toplevel}") medium.storeContents)
      # With its context: all that the system was built of.
      ++ lib.optional medium.includeSystemBuildDependencies config.system.build.toplevel.drvPath;
    hosts = lib.mapAttrsToList host cfg.hosts;
    inputs = lib.mapAttrsToList (name: input: { inherit name; path = place input.path; inherit (input) locked; }) cfg.inputs;
    registry = if cfg.registry == { } then null else "${cfg.registryFile}";
    nixConf = cfg.nixConf;
  };
in
{
  config = {
    assertions = [
      {
        assertion = builtins.match "[A-Za-z0-9_.-]+" medium.volumeID != null && lib.stringLength medium.volumeID <= 32;
        message = "isoImage.volumeID \"${medium.volumeID}\" has ${toString (lib.stringLength medium.volumeID)} characters; a volume label is 1 to 32 of A-Z a-z 0-9 _ . -.";
      }
      {
        assertion = lib.all (name: builtins.match "[a-z0-9-]+" name != null && lib.stringLength name <= 63) (lib.attrNames cfg.hosts);
        message = "Names in clu.installer.hosts are 1 to 63 of a-z 0-9 -: ${toString (lib.attrNames cfg.hosts)}.";
      }
    ];

    system.build.cluMedium = pkgs.writeTextFile {
      name = "clu-medium-${label}";
      destination = "/medium.json";
      text = builtins.toJSON document;
    };
  };
}
