using System.Buffers;

namespace Clu.Images.Trees;

/// <summary>Copies file contents into images and refuses files that changed while they were read.</summary>
internal static class ExactCopy
{
    private const int BufferLength = 1 << 18;

    /// <summary>Copies the content whole.</summary>
    /// <param name="content">What to copy.</param>
    /// <param name="destination">Where to.</param>
    /// <param name="copied">Told the bytes of each piece.</param>
    /// <returns>The bytes copied: <see cref="IFileContent.Length"/>.</returns>
    /// <exception cref="Clu.Binary.CluException">CLU0202: the content has another length than it said.</exception>
    public static long Copy(IFileContent content, Stream destination, Action<int>? copied = null)
    {
        long length = content.Length;
        long left = length;
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        try
        {
            using Stream source = content.Open();
            for (int read; (read = source.Read(buffer)) > 0;)
            {
                left -= read;
                if (left < 0)
                    throw ImageErrors.ContentChanged(length, "more");
                destination.Write(buffer, 0, read);
                copied?.Invoke(read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return left == 0 ? length : throw ImageErrors.ContentChanged(length, $"{length - left}");
    }
}
