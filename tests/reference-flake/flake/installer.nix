# The live system. Hosts are named on clu's command line, or here.
{
  hosts = [ ];
}
