namespace Clu.Nix.BootSpecs;

/// <summary>Reads a description, whole or not at all.</summary>
internal static class BootSpecReader
{
    public static BootSpec Read(ReadOnlySpan<byte> json) => BootSpecKeys.Document.Read(json, root => Document(new BootSpecMembers(root, "")));

    private static BootSpec Document(BootSpecMembers document)
    {
        BootSpecMembers generation = document.Object(BootSpecKeys.BootSpec);
        BootSpecMembers specialisations = document.Object(BootSpecKeys.Specialisation);
        BootSpec spec = new()
        {
            System = generation.Text(BootSpecKeys.System),
            Kernel = generation.Text(BootSpecKeys.Kernel),
            KernelParameters = generation.Texts(BootSpecKeys.KernelParameters),
            Label = generation.Text(BootSpecKeys.Label),
            Initrd = generation.OptionalText(BootSpecKeys.Initrd),
            InitrdSecrets = generation.OptionalText(BootSpecKeys.InitrdSecrets),
            Toplevel = generation.Text(BootSpecKeys.Toplevel),
            Init = generation.Text(BootSpecKeys.Init),
            Specialisations = specialisations.Names.ToDictionary(
                name => name, name => Document(specialisations.Object(name)), StringComparer.Ordinal),
            Extensions = document.Rest(),
        };
        generation.RefuseRest();
        return spec;
    }
}
