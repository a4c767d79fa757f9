# The program that both modules put into systems.
{ lib, pkgs, ... }:

{
  options.clu.package = lib.mkOption {
    type = lib.types.package;
    default = pkgs.clu or (throw "clu.package is not set, and this nixpkgs has no package clu: add the overlay of clu's flake, or its nixosModules, which bring it along");
    defaultText = "pkgs.clu";
    description = "The program clu.";
  };
}
