using Clu.Images.Trees;

namespace Clu.Install.Plans;

/// <summary>A file that an installation writes into the target.</summary>
/// <param name="Path">Absolute path in the target.</param>
/// <param name="Content">All of it.</param>
/// <param name="Mode">Its permissions; of a secret 0600 or less, but for the shadow files, which their group reads.</param>
/// <param name="Uid">Owner.</param>
/// <param name="Gid">Group.</param>
/// <param name="Secret">Whether its content is shown nowhere: no plan, no log, no receipt.</param>
public sealed record PlannedFile(string Path, ReadOnlyMemory<byte> Content, UnixPermissions Mode, int Uid = 0, int Gid = 0, bool Secret = false);
