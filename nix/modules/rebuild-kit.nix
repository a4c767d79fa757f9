# What may be changed on the installed machine where there is no network: `clu build iso` puts what these changes are built from on the medium, and
# `clu prove` checks that all of it is there.
{ lib, ... }:

{
  options.clu.rebuildKit = import ./rebuild-options.nix { inherit lib; };
}
