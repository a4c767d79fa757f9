using Clu.Binary;

namespace Clu.Systems;

/// <summary>Makes the errors of building a reference system (CLU044x).</summary>
internal static class SystemErrors
{
    public static CluException FileConflict(string path, string one, string other) => new(
        "CLU0440", ErrorKind.Usage, $"'{one}' and '{other}' both have {path}, with different content", hint: "take one of the two out of the profile's packages");

    public static CluException NoKernel(string package) => new(
        "CLU0441", ErrorKind.Usage, $"'{package}' brings no kernel: no package has boot/vmlinuz-*", hint: "name a linux-image package as kernel");

    public static CluException BadModule(string module, Exception cause) => new(
        "CLU0442", ErrorKind.Data, $"the kernel module {module} cannot be unpacked: {cause.Message}", inner: cause);

    public static CluException MissingFile(string file, string why) => new(
        "CLU0443", ErrorKind.Usage, $"no package of the profile has {file}, which {why}", hint: "add the package that has it to the profile's packages");

    public static CluException BadProgram(string file, Exception cause) => new(
        "CLU0444", ErrorKind.Data, $"the program {file} cannot be put into the initial ramdisk: {cause.Message}", inner: cause);

    public static CluException MissingLibrary(string library, string program) => new(
        "CLU0445", ErrorKind.Usage, $"no package of the profile has the library {library}, which {program} needs in the initial ramdisk",
        hint: "add the package that has it to the profile's packages");
}
