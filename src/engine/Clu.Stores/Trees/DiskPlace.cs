namespace Clu.Stores.Trees;

/// <summary>Where a walk through directories is, for errors: a path that is put together only when it is asked for.</summary>
/// <param name="parent">The directory that it is in; null for where the walk began.</param>
/// <param name="name">Its name there.</param>
internal sealed class DiskPlace(DiskPlace? parent, object name)
{
    /// <inheritdoc/>
    public override string ToString() => parent is null ? $"{name}" : $"{parent}/{name}";
}
