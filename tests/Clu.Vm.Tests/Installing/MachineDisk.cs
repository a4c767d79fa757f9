using System.Security.Cryptography;

namespace Clu.Vm.Tests.Installing;

/// <summary>A disk of a machine that is installed: a raw file with holes.</summary>
/// <param name="File">Its file.</param>
/// <param name="Serial">Its serial number; at most 20 characters.</param>
internal sealed record MachineDisk(string File, string Serial)
{
    /// <summary>Where the guest finds it, whatever order disks appear in.</summary>
    public string Device => $"/dev/disk/by-id/virtio-{Serial}";

    /// <summary>Makes an empty one.</summary>
    public static MachineDisk Create(string folder, string serial, long bytes)
    {
        string file = Path.Combine(folder, $"{serial}.disk");
        using FileStream created = System.IO.File.Create(file);
        created.SetLength(bytes);
        return new MachineDisk(file, serial);
    }

    /// <summary>SHA-256 of all of it: equal before and after means that nothing was written.</summary>
    public async Task<string> HashAsync(CancellationToken cancellation)
    {
        await using FileStream content = System.IO.File.OpenRead(File);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellation));
    }
}
