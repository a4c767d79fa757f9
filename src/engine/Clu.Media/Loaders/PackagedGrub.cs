using Clu.Systems.Debian;

namespace Clu.Media.Loaders;

/// <summary>The GRUB of the live system's own packages.</summary>
/// <param name="program">Runs the closure's programs.</param>
internal sealed class PackagedGrub(ClosureProgram program) : IGrub
{
    /// <inheritdoc/>
    public string? Modules(string target) => Path.GetDirectoryName(program.Find($"usr/lib/grub/{target}/normal.mod"))!;

    /// <inheritdoc/>
    public Task MakeImageAsync(IEnumerable<string> arguments, CancellationToken cancel) => program.RunAsync("usr/bin/grub-mkimage", arguments, cancel: cancel);
}
