namespace Clu.Nix.WorkerProtocol;

/// <summary>A value that belongs to an activity: a number, or a text when that is not null.</summary>
public readonly record struct WorkerField(ulong Number, string? Text);
