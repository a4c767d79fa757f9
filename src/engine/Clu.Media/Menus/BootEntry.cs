namespace Clu.Media.Menus;

/// <summary>One system, or one variant of it, that the menu starts.</summary>
/// <param name="Title">What people read.</param>
/// <param name="Kernel">Path of the kernel on the medium, absolute.</param>
/// <param name="Initrd">Path of the initrd on the medium, absolute.</param>
/// <param name="KernelParameters">Its parameters, <c>init=</c> and <c>root=</c> included, in order.</param>
public sealed record BootEntry(string Title, string Kernel, string Initrd, IReadOnlyList<string> KernelParameters);
