using Clu.Media.Hosts;
using Clu.Systems.Debian;

namespace Clu.Media.Composing;

/// <summary>A host whose system is there.</summary>
/// <param name="Host">What a medium's manifest would say of it.</param>
/// <param name="Closure">The toplevel and all that it needs, with the files; what is referred to stands first.</param>
/// <param name="Tools">Runs the tools that were asked for; null where none were.</param>
public sealed record BuiltHost(MediumHost Host, IReadOnlyList<MediumObject> Closure, ClosureProgram? Tools)
{
    /// <summary>The tools that were asked for.</summary>
    public ClosureProgram Program => Tools ?? throw new InvalidOperationException("no tools were asked for");
}
