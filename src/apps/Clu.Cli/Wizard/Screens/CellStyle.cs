namespace Clu.Cli.Wizard.Screens;

/// <summary>How a character looks. Nothing is told by style alone: a serial console may show none of them.</summary>
internal enum CellStyle
{
    /// <summary>As the terminal shows text.</summary>
    Plain,

    /// <summary>Stands out.</summary>
    Bold,

    /// <summary>Stands back: what cannot be chosen.</summary>
    Dim,

    /// <summary>Where the keys act, and the title: reverse video.</summary>
    Reverse,

    /// <summary>A mistake, or what will be destroyed.</summary>
    Alarm,
}
