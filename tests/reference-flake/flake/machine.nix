# What is said of a host: a name, packages of the sources that it does not have yet, packages that it keeps so that they can be added without a network,
# drivers for its ramdisk, words for its kernel, and what may be changed without a network.
{
  hostName = null;
  packages = [ ];
  extraDependencies = [ ];
  initrdModules = [ ];
  kernelParams = [ ];
  rebuildKit = { allow = [ "hostname" "package" ]; budget = null; };
}
