# What isoImage.* say, with the defaults of nixpkgs where its iso-image.nix, which has them, is not imported.
{ config, lib, options, ... }:

let
  isNixpkgsOwn = file: lib.hasSuffix "installer/cd-dvd/iso-image.nix" (toString file);
  isoImage = options.isoImage;

  valueOr = fallback: name: if isoImage.${name}.isDefined then config.isoImage.${name} else fallback;

  # Without what iso-image.nix itself puts there: its own kernels, loaders and store image, in place of which clu makes others.
  definedByOthers = name:
    let
      files = isoImage.${name}.files or [ ];
      definitions = isoImage.${name}.definitions or [ ];
      others = lib.filter (i: !isNixpkgsOwn (lib.elemAt files i)) (lib.range 0 (lib.length files - 1));
    in
    lib.concatMap (i: lib.elemAt definitions i) others;

  release = config.system.nixos.release or config.system.nixosRelease;
  edition = valueOr "" "edition";
  words = lib.filter (word: word != "") (lib.splitString " " squashfsCompression);
  squashfsCompression = let text = valueOr "zstd -Xcompression-level 19" "squashfsCompression"; in if text == null then "none" else text;
  codec = lib.head words;

  levelOf = list:
    if list == [ ] then null
    else if lib.head list == "-Xcompression-level" then lib.toInt (lib.elemAt list 1)
    else levelOf (lib.tail list);
in
{
  isImported = lib.any isNixpkgsOwn isoImage.volumeID.declarations;

  volumeID = valueOr "nixos${lib.optionalString (edition != "") "-${edition}"}-${release}-x86_64" "volumeID";
  inherit edition;
  prependToMenuLabel = valueOr "" "prependToMenuLabel";
  appendToMenuLabel = valueOr " Installer" "appendToMenuLabel";
  configurationName = valueOr null "configurationName";
  showConfiguration = valueOr true "showConfiguration";
  forceTextMode = valueOr false "forceTextMode";
  makeBiosBootable = valueOr true "makeBiosBootable";
  makeEfiBootable = valueOr true "makeEfiBootable";
  makeUsbBootable = valueOr true "makeUsbBootable";
  includeSystemBuildDependencies = valueOr false "includeSystemBuildDependencies";
  splashImage = valueOr null "splashImage";
  efiSplashImage = valueOr null "efiSplashImage";
  contents = definedByOthers "contents";
  storeContents = definedByOthers "storeContents";

  compression = {
    codec = if lib.elem codec [ "zstd" "xz" "gzip" "none" ] then codec else throw "isoImage.squashfsCompression = \"${squashfsCompression}\": clu writes zstd, xz, gzip, or null for none";
    level = levelOf words;
    # What nixpkgs gives mksquashfs.
    blockSize = 1048576;
  };
}
