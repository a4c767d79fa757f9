using Clu.Cli.Wizard.Keys;
using Clu.Cli.Wizard.Screens;

namespace Clu.Cli.Wizard;

/// <summary>A page: pure functions of the state. It reads no file, runs no program and asks no clock.</summary>
internal abstract class WizardPage
{
    /// <summary>Which one it is.</summary>
    public abstract PageId Id { get; }

    /// <summary>Its heading.</summary>
    public abstract string Title { get; }

    /// <summary>Whether there is anything to ask.</summary>
    public virtual bool Applies(WizardState state) => true;

    /// <summary>Whether the draft has a usable answer.</summary>
    public virtual bool IsComplete(WizardState state) => true;

    /// <summary>The page as it is opened.</summary>
    public virtual WizardState Open(WizardState state) => state with { View = new PageView() };

    /// <summary>What a key does.</summary>
    public abstract WizardState Press(WizardState state, KeyPress key);

    /// <summary>Draws it.</summary>
    public abstract void Render(WizardState state, Region region);

    /// <summary>The keys that it knows, for its last line.</summary>
    public abstract string Help(WizardState state);
}
