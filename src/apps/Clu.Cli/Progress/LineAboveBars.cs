using Spectre.Console;
using Spectre.Console.Rendering;

namespace Clu.Cli.Progress;

/// <summary>A line that is written while bars are shown: it erases them first, as Spectre draws over them only.</summary>
internal sealed class LineAboveBars(IRenderable line) : Renderable
{
    private const string EraseBelow = "\e[J";

    protected override Measurement Measure(RenderOptions options, int maxWidth) => line.Measure(options, maxWidth);

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
        [Segment.Control(EraseBelow), .. line.Render(options, maxWidth), Segment.LineBreak];
}
