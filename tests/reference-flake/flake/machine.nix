# What is said of a host: a name, packages of the sources that it does not have yet, drivers for its ramdisk, words for its kernel.
{
  hostName = null;
  packages = [ ];
  initrdModules = [ ];
  kernelParams = [ ];
}
