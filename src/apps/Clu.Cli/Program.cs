using Clu.Cli;

// Asked by scripts and prompts, so it is answered before anything else is set up.
if (args is ["--version"])
{
    Console.Out.WriteLine(CluVersion.Line);
    return ExitCode.Done;
}

using Interruption interruption = new();
return await CluProgram.RunAsync(args, Terminal.OfProcess(), interruption.Token).ConfigureAwait(false);
