namespace Clu.Nix.Exports;

/// <summary>The numbers that hold an export together.</summary>
internal static class ExportMarks
{
    public const string Format = "export";

    /// <summary>Another object follows.</summary>
    public const ulong More = 1;

    /// <summary>No object follows; also: no signature of the kind that Nix 1 had.</summary>
    public const ulong None = 0;

    /// <summary>"NIXE", between an archive and what is known of it.</summary>
    public const ulong Magic = 0x4558494e;
}
