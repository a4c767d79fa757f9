final: prev: {
  clu = final.callPackage ./package.nix { };
}
