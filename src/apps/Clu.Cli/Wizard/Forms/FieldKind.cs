namespace Clu.Cli.Wizard.Forms;

/// <summary>What a field takes.</summary>
internal enum FieldKind
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>Text that is not shown.</summary>
    Secret,

    /// <summary>One of a few words.</summary>
    Choice,
}
