# What may be changed on the installed machine where there is no network: `clu build iso` puts what these changes are built from on the medium, and
# `clu prove` checks that all of it is there. docs/rebuild-kit.md says what each of them touches.
{ lib, ... }:

let
  inherit (lib) mkOption types;
in
{
  options.clu.rebuildKit = {
    allow = mkOption {
      type = types.listOf (types.enum (import ./rebuild-changes.nix));
      default = [ ];
      example = [ "hostname" "user" ];
      description = "What may be changed and rebuilt without a network; nothing by default.";
    };

    budget = mkOption {
      type = types.nullOr types.str;
      default = null;
      example = "600 MB";
      description = "Size that what is carried for that may have; a medium on which it would be larger is not made. Any size by default.";
    };
  };
}
