using Clu.Binary;
using Clu.Images.Trees;
using Clu.Systems.Debian;

namespace Clu.Systems.Reference.Kernels;

/// <summary>
/// Dynamic programs of a closure for an initial ramdisk, with all their libraries and the dynamic loader. What the closure does not have is left out:
/// a system without mdadm starts from no array.
/// </summary>
internal sealed class InitrdPrograms
{
    private const string Multiarch = "usr/lib/x86_64-linux-gnu";

    /// <summary>Programs, the applet of busybox that they replace being of the same name, and libraries that each opens while it runs.</summary>
    private static readonly (string Program, string[] Opened)[] _all =
    [
        ("usr/sbin/findfs", []),
        ("usr/bin/btrfs", []),
        ("usr/sbin/cryptsetup", ["libgcc_s.so.1"]),
        ("usr/sbin/lvm", []),
        ("usr/sbin/mdadm", []),
    ];

    /// <summary>Where cryptsetup looks for what opens a volume by a token of its header; this one asks a TPM2.</summary>
    private const string Tpm2Token = $"{Multiarch}/cryptsetup/libcryptsetup-token-systemd-tpm2.so";

    /// <summary>Libraries that the token opens while it runs.</summary>
    private static readonly string[] _tpm2Libraries = ["libtss2-esys.so.0", "libtss2-mu.so.0", "libtss2-rc.so.0", "libtss2-tcti-device.so.0"];

    private readonly DebianClosure _closure;
    private readonly ImageDirectory _root;
    private readonly HashSet<string> _libraries = [];

    private InitrdPrograms(DebianClosure closure, ImageDirectory root)
    {
        _closure = closure;
        _root = root;
    }

    /// <summary>Puts the programs that the closure has into <c>/bin</c> of a ramdisk.</summary>
    /// <returns>Their names.</returns>
    /// <exception cref="CluException">CLU0444: a program is damaged. CLU0445: a library is missing.</exception>
    public static IReadOnlyList<string> Add(DebianClosure closure, ImageDirectory root)
    {
        InitrdPrograms programs = new(closure, root);
        List<string> names = [];
        foreach ((string program, string[] opened) in _all)
        {
            if (programs.Find(program) is not { } file)
                continue;
            string name = Path.GetFileName(program);
            programs.AddFile(file, $"bin/{name}", program);
            foreach (string library in opened)
                programs.AddLibrary(library, program);
            names.Add(name);
        }

        if (names.Contains("cryptsetup"))
            programs.AddTpm2Token();
        return names;
    }

    /// <summary>Packages of both have to be there: the token is of no use without the libraries.</summary>
    private void AddTpm2Token()
    {
        if (Find(Tpm2Token) is not { } token || _tpm2Libraries.Any(library => Find($"{Multiarch}/{library}") is null))
            return;
        AddFile(token, Tpm2Token, Tpm2Token);
        foreach (string library in _tpm2Libraries)
            AddLibrary(library, Tpm2Token);
    }

    private void AddFile(string file, string place, string program)
    {
        byte[] content = File.ReadAllBytes(file);
        ElfFile elf;
        try
        {
            elf = ElfFile.Read(content);
        }
        catch (MalformedDataException e)
        {
            throw SystemErrors.BadProgram(file, e);
        }

        _root.AddPath(place, new ImageFile(new MemoryContent(content), UnixPermissions.Executable));
        if (elf.Loader is { } loader && _libraries.Add(loader))
            AddFile(Library(Path.GetFileName(loader), program), loader.TrimStart('/'), program);
        foreach (string library in elf.Libraries)
            AddLibrary(library, program);
    }

    private void AddLibrary(string name, string program)
    {
        // The loader is a library, too, and has its own place.
        if (!name.StartsWith("ld-linux", StringComparison.Ordinal) && _libraries.Add(name))
            AddFile(Library(name, program), $"lib/x86_64-linux-gnu/{name}", program);
    }

    private string Library(string name, string program) => new[] { Multiarch, $"{Multiarch}/systemd", "usr/lib" }
        .Select(folder => Find($"{folder}/{name}"))
        .FirstOrDefault(file => file is not null) ?? throw SystemErrors.MissingLibrary(name, program);

    private string? Find(string file) => _closure.Objects.Select(o => Path.Combine(o.PhysicalPath, file)).FirstOrDefault(File.Exists);
}
