# A live system that installs others: what `clu build iso` makes a medium of. Works beside nixpkgs' installer/cd-dvd modules and without them.
{
  imports = [
    ../package.nix
    ../bootspec.nix
    ./options.nix
    ./iso-image.nix
    ./live-system.nix
    ./console.nix
    ./offline.nix
    ./medium.nix
  ];
}
