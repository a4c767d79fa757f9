namespace Clu.Images.Trees;

/// <summary>The content of one regular file, read when an image is written.</summary>
public interface IFileContent
{
    /// <summary>Bytes that <see cref="Open"/> will deliver, exactly.</summary>
    long Length { get; }

    /// <summary>Opens the content at its start; the caller disposes it. May be called more than once and from several threads.</summary>
    Stream Open();
}
