using Clu.Binary;
using Clu.Images.Trees;

namespace Clu.Images.Iso9660.Writing;

/// <summary>An entry of a directory with its identifier in one hierarchy.</summary>
internal sealed record NamedEntry(byte[] Identifier, FileName Name, ImageNode Node);
