# Flakes without a network: their sources by short names, and what nix.conf says about them.
{ config, lib, options, pkgs, ... }:

let
  cfg = config.clu.installer;
  entry = name: path: {
    from = { type = "indirect"; id = name; };
    to = { type = "path"; path = "${path}"; };
  };
  entries = lib.mapAttrs entry cfg.registry;
  file = pkgs.writeText "registry.json" (builtins.toJSON {
    version = 2;
    flakes = lib.mapAttrsToList (_: value: value // { exact = true; }) entries;
  });
in
{
  options.clu.installer.registryFile = lib.mkOption {
    type = lib.types.path;
    internal = true;
    readOnly = true;
    description = "The registry as a file, for hosts.";
  };

  config = lib.mkMerge [
    {
      clu.installer.registryFile = file;
      nix.extraOptions = lib.concatMapStrings (line: "${line}\n") cfg.nixConf;
      # Sources that nothing else refers to.
      system.extraDependencies = lib.mapAttrsToList (_: input: input.path) cfg.inputs;
    }
    (if options.nix ? registry
      then { nix.registry = lib.mapAttrs (_: value: lib.mkDefault value) entries; }
      else { environment.etc."nix/registry.json".source = file; })
  ];
}
