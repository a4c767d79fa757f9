using Clu.Images.Trees;

namespace Clu.Media.Composing;

/// <summary>A file that lies beside the store on a medium.</summary>
/// <param name="Path">Absolute path on the medium.</param>
/// <param name="Content">What is in it.</param>
internal sealed record PlacedFile(string Path, IFileContent Content);
