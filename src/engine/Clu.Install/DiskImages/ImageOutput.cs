using Clu.Stores.Trees;

namespace Clu.Install.DiskImages;

/// <summary>
/// The file of an image, which gets its name only when it is complete and on the disk. Until then it is <c>NAME.part</c>, beside a folder <c>NAME.part-work</c>; both are
/// removed when anything fails, and what a kill or a power cut left behind is by the next run.
/// </summary>
internal sealed class ImageOutput : IDisposable
{
    private readonly string _file;

    private ImageOutput(string file) => _file = file;

    /// <summary>Folder for what is as large as the image, on its file system.</summary>
    public string Scratch => $"{_file}.part-work";

    private string Part => $"{_file}.part";

    /// <summary>Begins it.</summary>
    /// <param name="file">Its name in the end, absolute; its folder is made.</param>
    /// <exception cref="Clu.Binary.CluException">CLU0586: the place cannot be written to.</exception>
    public static ImageOutput Begin(string file)
    {
        ImageOutput image = new(file);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            image.Remove();
            Directory.CreateDirectory(image.Scratch);
            return image;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw InstallErrors.ImagePlace(file, e);
        }
    }

    /// <summary>Writes it and gives it its name.</summary>
    /// <param name="write">Makes the file of the name that it is given.</param>
    /// <exception cref="Clu.Binary.CluException">CLU0586: the place refuses.</exception>
    public async Task WriteAsync(Func<string, Task> write)
    {
        try
        {
            await write(Part).ConfigureAwait(false);
            using (FileStream written = new(Part, FileMode.Open, FileAccess.ReadWrite))
                written.Flush(flushToDisk: true);
            File.Move(Part, _file, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw InstallErrors.ImagePlace(_file, e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Remove();

    private void Remove()
    {
        File.Delete(Part);
        if (Directory.Exists(Scratch))
            ObjectTree.Remove(Scratch);
    }
}
