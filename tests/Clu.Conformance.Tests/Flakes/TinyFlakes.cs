using Clu.Testing;

namespace Clu.Conformance.Tests.Flakes;

/// <summary>One flake for each version of Nix, for tests that do not change it.</summary>
public sealed class TinyFlakes : IDisposable
{
    private readonly Dictionary<NixVersion, TinyFlake> _flakes = [];

    internal TinyFlake Of(NixVersion version)
    {
        if (!_flakes.TryGetValue(version, out TinyFlake? flake))
            _flakes[version] = flake = new TinyFlake(version);
        return flake;
    }

    public void Dispose()
    {
        foreach (TinyFlake flake in _flakes.Values)
            flake.Dispose();
    }
}
