using Clu.Images.Trees;

namespace Clu.Install.Choices;

/// <summary>A file or folder to add to the target.</summary>
/// <param name="Source">Path in the live system; null when the content was given.</param>
/// <param name="Content">Content that was given; null when there is a source.</param>
/// <param name="Target">Absolute path in the target.</param>
/// <param name="Mode">Its mode; null keeps the source's.</param>
/// <param name="Owner">Name or number of the owner.</param>
/// <param name="Group">Name or number of the group.</param>
public sealed record ExtraFile(string? Source, string? Content, string Target, UnixPermissions? Mode, string Owner, string Group);
