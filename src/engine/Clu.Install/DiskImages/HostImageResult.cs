using Clu.Nix.StorePaths;
using Clu.Systems.Profiles;

namespace Clu.Install.DiskImages;

/// <summary>What was made of a host.</summary>
/// <param name="Host">The host.</param>
/// <param name="File">The file, absolute.</param>
/// <param name="Size">Its bytes; of a disk with holes those that it takes may be fewer. Null when nothing was written.</param>
/// <param name="DiskSize">Bytes of the disk that it is an image of; null for an archive.</param>
/// <param name="Toplevel">The system.</param>
/// <param name="Objects">Store objects in it.</param>
/// <param name="NarBytes">Bytes of their archives.</param>
public sealed record HostImageResult(HostName Host, string File, long? Size, long? DiskSize, StorePath Toplevel, int Objects, long NarBytes);
