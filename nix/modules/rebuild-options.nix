# Options that say what may be changed in an installed system without a network: docs/rebuild-kit.md.
{ lib }:

let
  inherit (lib) mkOption types;
in
{
  allow = mkOption {
    type = types.listOf (types.enum [ "hostname" "user" "disk" "modules" "package" ]);
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
}
