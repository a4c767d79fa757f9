# clu as a native program. deps.json lists the NuGet packages by hash; `nix/update-deps` writes it after packages have changed.
{
  lib,
  buildDotnetModule,
  dotnetCorePackages,
  stdenv,
  zlib,
}:

buildDotnetModule {
  pname = "clu";
  version = "0.1.0";

  src = lib.cleanSourceWith {
    src = ../.;
    # Nothing else has a part in the program, so that changes of tests and manual do not build it anew.
    filter = path: _:
      let name = lib.removePrefix "${toString ../.}/" (toString path); in
      lib.any (part: name == part || lib.hasPrefix "${part}/" name) [
        "BannedSymbols.txt"
        "Directory.Build.props"
        "Directory.Packages.props"
        "global.json"
        "src"
      ] && builtins.match ".*/(bin|obj)" name == null;
  };

  projectFile = "src/apps/Clu.Cli/Clu.Cli.csproj";
  nugetDeps = ./deps.json;
  executables = [ "clu" ];

  dotnet-sdk = dotnetCorePackages.sdk_10_0;
  dotnet-runtime = null;
  selfContainedBuild = true;
  # The linker of NativeAOT.
  nativeBuildInputs = [ stdenv.cc ];
  buildInputs = [ zlib ];

  meta = {
    description = "Bootable media from Nix closures, and installed machines from media, without a network";
    license = lib.licenses.mit;
    mainProgram = "clu";
    platforms = [ "x86_64-linux" ];
  };
}
