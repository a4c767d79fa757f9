using Clu.Media.Hosts;
using Clu.Systems.Debian;

namespace Clu.Media.Composing;

/// <summary>A host whose system is there.</summary>
/// <param name="Host">What a medium's manifest would say of it.</param>
/// <param name="Closure">The toplevel and all that it needs, with the files; what is referred to stands first.</param>
/// <param name="Program">Runs the programs of the live system of the same profile: what makes file systems and boot loaders.</param>
public sealed record BuiltHost(MediumHost Host, IReadOnlyList<MediumObject> Closure, ClosureProgram Program);
