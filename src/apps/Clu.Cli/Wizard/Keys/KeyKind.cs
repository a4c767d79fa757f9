namespace Clu.Cli.Wizard.Keys;

/// <summary>What a key does.</summary>
internal enum KeyKind
{
    /// <summary>Types a character.</summary>
    Character,

    /// <summary>Takes what is shown.</summary>
    Enter,

    /// <summary>Goes back.</summary>
    Escape,

    /// <summary>Deletes the character before the cursor.</summary>
    Backspace,

    /// <summary>Deletes the character at the cursor.</summary>
    Delete,

    /// <summary>Next field.</summary>
    Tab,

    /// <summary>Field before.</summary>
    BackTab,

    /// <summary>One up.</summary>
    Up,

    /// <summary>One down.</summary>
    Down,

    /// <summary>One to the left.</summary>
    Left,

    /// <summary>One to the right.</summary>
    Right,

    /// <summary>To the first.</summary>
    Home,

    /// <summary>To the last.</summary>
    End,

    /// <summary>A screen up.</summary>
    PageUp,

    /// <summary>A screen down.</summary>
    PageDown,

    /// <summary>Ctrl-C.</summary>
    Interrupt,

    /// <summary>Ctrl-U: empties a field.</summary>
    EraseLine,

    /// <summary>Ctrl-L: draws the screen anew.</summary>
    Redraw,
}
