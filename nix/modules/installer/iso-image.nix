# The options isoImage.* of nixpkgs. Declared once more without type and default, which the module system merges with nixpkgs' own declaration, so
# that they can be set whether its iso-image.nix is imported or not. What they are is read by medium.nix.
{ lib, ... }:

let
  names = [
    "appendToMenuLabel"
    "compressImage"
    "configurationName"
    "contents"
    "edition"
    "efiSplashImage"
    "forceTextMode"
    "grubTheme"
    "includeSystemBuildDependencies"
    "isoBaseName"
    "isoName"
    "makeBiosBootable"
    "makeEfiBootable"
    "makeUsbBootable"
    "prependToMenuLabel"
    "showConfiguration"
    "splashImage"
    "squashfsCompression"
    "storeContents"
    "syslinuxTheme"
    "volumeID"
  ];
in
{
  options.isoImage = lib.genAttrs names (_: lib.mkOption { });
}
