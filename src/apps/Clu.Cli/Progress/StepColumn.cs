using Clu.Cli.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Clu.Cli.Progress;

/// <summary>A column of the live display with text about a step.</summary>
/// <param name="width">Characters; longer text is cut.</param>
/// <param name="alignment">Where shorter text stands.</param>
/// <param name="text">Makes the text.</param>
internal sealed class StepColumn(int width, Justify alignment, Func<ProgressTask, string> text) : ProgressColumn
{
    protected override bool NoWrap => true;

    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
        new Spectre.Console.Text(Clipped.To(text(task), width)) { Justification = alignment };

    public override int? GetColumnWidth(RenderOptions options) => width;
}
