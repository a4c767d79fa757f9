namespace Clu.Vm.Tests.Machines;

/// <summary>A colour of the screen.</summary>
public readonly record struct Colour(byte Red, byte Green, byte Blue);
