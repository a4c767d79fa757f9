# The live system. Hosts are named on clu's command line, or here. `efi = false;` for sources without GRUB for UEFI.
{
  hosts = [ ];
}
