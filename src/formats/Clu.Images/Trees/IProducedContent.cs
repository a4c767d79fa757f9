namespace Clu.Images.Trees;

/// <summary>
/// A file that is made while the image around it is written, straight into its place: its length is known only afterwards,
/// so <see cref="IFileContent.Length"/> and <see cref="IFileContent.Open"/> may be used after <see cref="Produce"/> only.
/// </summary>
public interface IProducedContent : IFileContent
{
    /// <summary>Bytes that the file cannot exceed; decides how much room the directory keeps.</summary>
    long MaximumLength { get; }

    /// <summary>Writes the file. Its length is the highest position written.</summary>
    /// <param name="destination">
    /// Starts at position 0 and allows seeking inside what was written, so that a header can be filled in at the end. Not to be disposed.
    /// </param>
    void Produce(Stream destination);
}
