namespace Clu.Media.Inspection;

/// <summary>One entry of a boot menu. What it starts is a Linux kernel, another program, or neither.</summary>
/// <param name="Menu">Path of the menu's file on the medium.</param>
/// <param name="Title">What people read.</param>
public sealed record MenuEntry(string Menu, string Title)
{
    /// <summary>Path of the kernel on the medium; null when it starts none.</summary>
    public string? Kernel { get; init; }

    /// <summary>Paths of the initial ramdisks on the medium.</summary>
    public IReadOnlyList<string> Initrds { get; init; } = [];

    /// <summary>Kernel parameters, in order.</summary>
    public IReadOnlyList<string> Parameters { get; init; } = [];

    /// <summary>Path of an EFI program; null when it starts none.</summary>
    public string? Program { get; init; }

    /// <summary>The value of a parameter, the last one as for Linux; null when it is not given.</summary>
    public string? Parameter(string name) =>
        Parameters.LastOrDefault(parameter => parameter.StartsWith($"{name}=", StringComparison.Ordinal))?[(name.Length + 1)..];
}
