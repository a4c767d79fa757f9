using Clu.Binary;
using Clu.Images.Trees;
using Clu.Systems.Debian;

namespace Clu.Systems.Reference.Kernels;

/// <summary>The kernel of a closure.</summary>
/// <param name="Object">The package's object.</param>
/// <param name="Release">What <c>uname -r</c> prints.</param>
internal sealed record Kernel(DebianObject Object, string Release)
{
    private const string ImagePrefix = "vmlinuz-";

    /// <summary>Path of the image in the package.</summary>
    public string ImageFile => $"boot/{ImagePrefix}{Release}";

    /// <summary>Folder of the modules in the package.</summary>
    public string ModuleFolder => $"usr/lib/modules/{Release}";

    /// <summary>Finds the one kernel of a closure.</summary>
    /// <exception cref="CluException">CLU0441: there is none.</exception>
    public static Kernel Find(DebianClosure closure, IReadOnlyList<ObjectFiles> packages, string kernelPackage)
    {
        foreach (ObjectFiles files in packages)
        {
            if (files.Root.FindPath("boot") is not ImageDirectory boot)
                continue;
            string? image = boot.Entries.Select(entry => entry.Key.ToString()).FirstOrDefault(name => name.StartsWith(ImagePrefix, StringComparison.Ordinal));
            if (image is not null)
                return new Kernel(closure.Objects.First(o => o.Path == files.Path), image[ImagePrefix.Length..]);
        }

        throw SystemErrors.NoKernel(kernelPackage);
    }
}
