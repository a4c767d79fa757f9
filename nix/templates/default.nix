{
  installer = {
    path = ./installer;
    description = "A medium that installs one machine";
  };
  fleet = {
    path = ./fleet;
    description = "One medium for several machines, whose names, users and disks are answered when they are installed";
  };
  offline = {
    path = ./offline;
    description = "A medium that carries what its machines need to be rebuilt without a network";
  };
  default = {
    path = ./installer;
    description = "A medium that installs one machine";
  };
}
