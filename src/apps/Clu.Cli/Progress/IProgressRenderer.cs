using Clu.Stores.Progress;

namespace Clu.Cli.Progress;

/// <summary>Shows what work reports, from any thread, until it is disposed; after that the terminal is as before.</summary>
internal interface IProgressRenderer : IProgress<ProgressEvent>, IDisposable;
