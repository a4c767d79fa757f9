# A system in the shape of NixOS's: few derivations, real builds, downloads that nobody can fetch again.
{
  hostName ? "desk",
  module ? "none",
}:
let
  tools = ./tools;
  fetched =
    name: hash:
    derivation {
      inherit name;
      system = "builtin";
      builder = "builtin:fetchurl";
      url = "http://127.0.0.1:9/${name}";
      outputHashMode = "flat";
      outputHashAlgo = "sha256";
      outputHash = hash;
      preferLocalBuild = true;
      unpack = false;
      executable = false;
    };
  make =
    name: env: script:
    derivation (
      {
        inherit name;
        system = "x86_64-linux";
        builder = "${tools}/bin/sh";
        PATH = "${tools}/bin";
        args = [
          "-c"
          script
        ];
      }
      // env
    );
  compiler = make "compiler" { src = fetched "compiler.tar" "@compiler@"; } "mkdir $out; cat $src > $out/cc";
  library = make "library" { src = fetched "library.tar" "@library@"; } "mkdir $out; cat $src > $out/lib";
  stdenv = make "stdenv" {
    src = fetched "stdenv.tar" "@stdenv@";
    inherit library;
  } "mkdir $out; echo $library > $out/setup";
  text = name: text: make name { inherit text stdenv; } "cat $stdenv/setup > /dev/null; echo \"$text\" > $out";
  kernel = make "kernel" { inherit compiler stdenv; } "mkdir $out; cat $compiler/cc > /dev/null; echo kernel > $out/bzImage";
  loader = make "install-grub.sh" { inherit compiler; } "cat $compiler/cc > $out";
  etc = make "etc" {
    inherit stdenv;
    hostname = text "etc-hostname" hostName;
    modules = text "nixos.conf" module;
  } "mkdir $out; ln -s $hostname $out/hostname; ln -s $modules $out/modules";
in
make "nixos-system-${hostName}-1.0" {
  inherit
    etc
    kernel
    loader
    stdenv
    ;
} ''
  mkdir $out $out/bin
  ln -s $etc $out/etc
  ln -s $kernel $out/kernel
  cat $loader > $out/loader
  echo "#!/bin/sh" > $out/init
  echo "#!/bin/sh" > $out/bin/switch-to-configuration
  echo "{\"org.nixos.bootspec.v1\": {\"init\": \"$out/init\", \"kernel\": \"$kernel/bzImage\", \"kernelParams\": [], \"label\": \"1.0\"," > $out/boot.json
  echo "\"system\": \"x86_64-linux\", \"toplevel\": \"$out\"}, \"org.nixos.specialisation.v1\": {}}" >> $out/boot.json
''
