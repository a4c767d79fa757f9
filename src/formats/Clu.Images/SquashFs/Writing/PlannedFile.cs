using Clu.Binary;
using Clu.Images.Trees;

namespace Clu.Images.SquashFs.Writing;

/// <summary>A file whose content has yet to be stored.</summary>
/// <param name="Name">Its name, for order and errors.</param>
/// <param name="Ordinal">Its place in the tree.</param>
/// <param name="Content">What is in it.</param>
internal sealed record PlannedFile(FileName Name, int Ordinal, IFileContent Content);
