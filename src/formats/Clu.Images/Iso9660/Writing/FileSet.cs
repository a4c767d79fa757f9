using Clu.Binary;
using Clu.Images.Trees;

namespace Clu.Images.Iso9660.Writing;

/// <summary>Every file of a tree once, in the order of writing: the boot image, the others as the tree has them, produced files last.</summary>
internal sealed class FileSet
{
    private readonly Dictionary<ImageFile, PlannedFile> _files = new(ReferenceEqualityComparer.Instance);

    public FileSet(ImageDirectory tree, ImageFile? bootImage)
    {
        if (bootImage is not null)
            Add(FileName.From("boot image"), bootImage);
        Collect(tree);
        InOrder = [.. _files.Values.Where(file => file.Produced is null), .. _files.Values.Where(file => file.Produced is not null)];
    }

    public IReadOnlyList<PlannedFile> InOrder { get; }

    public int Names { get; private set; }

    public int Symlinks { get; private set; }

    public PlannedFile this[ImageFile file] => _files[file];

    private void Collect(ImageDirectory directory)
    {
        foreach ((FileName name, ImageNode node) in directory.Entries)
        {
            switch (node)
            {
                case ImageDirectory child:
                    Collect(child);
                    break;
                case ImageFile file:
                    Names++;
                    Add(name, file);
                    break;
                case ImageSymlink:
                    Symlinks++;
                    break;
            }
        }
    }

    private void Add(FileName name, ImageFile file)
    {
        if (!_files.ContainsKey(file))
            _files.Add(file, new PlannedFile(name, file));
    }
}
