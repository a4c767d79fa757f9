# What clu reads of the installer: docs/formats/medium-json.md.
{ toplevel, settings, package, derive, system, parts }:

let
  grubTools = derive "grub-tools" ./build/grub-tools.sh {
    libc = package "libc6";
    libraries = map package [ "libc6" "liblzma5" "dmsetup" "libselinux1" "libudev1" "libpcre2-8-0" "libcap2" ];
    grub = package "grub-common";
  };

  document = {
    version = 1;
    inherit toplevel;
    volumeId = settings.label;
    name = "clu";
    edition = "flake";
    label = "0.1";
    prependToMenuLabel = "";
    appendToMenuLabel = " Installer";
    configurationName = null;
    showConfiguration = true;
    compression = { codec = "zstd"; level = 3; blockSize = 1048576; };
    timeout = 3;
    forceTextMode = true;
    makeBiosBootable = true;
    makeEfiBootable = settings.efi;
    makeUsbBootable = true;
    grub = {
      tools = grubTools;
      i386-pc = "${package "grub-pc-bin"}/usr/lib/grub/i386-pc";
      x86_64-efi = "${package "grub-efi-amd64-bin"}/usr/lib/grub/x86_64-efi";
      i386-efi = "${package "grub-efi-ia32-bin"}/usr/lib/grub/i386-efi";
      font = "${package "grub-common"}/usr/share/grub/unicode.pf2";
    };
    splashImage = null;
    efiSplashImage = null;
    memtest = { bios = null; efi = null; };
    contents = [ ];
    storeContents = [ ];
    hosts = map (name: let config = (system { inherit name; modules = [ ./machine.nix ]; }).config; in {
      inherit name;
      toplevel = config.system.build.toplevel;
      description = "A reference system from a flake";
      hostname = null;
      layout = null;
      rebuild = if config.clu.rebuildKit.allow == [ ] then null else { kit = null; } // config.clu.rebuildKit;
    }) settings.hosts;
    inputs = [ ];
    registry = null;
    nixConf = [ "experimental-features = nix-command flakes" ];
  };
in
derive "clu-medium" ./build/medium.sh { text = builtins.toJSON document; }
