namespace Clu.Install.Receipts;

/// <summary>What one step did.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Title">What people saw.</param>
/// <param name="Seconds">How long it took; 0 for one that an earlier run had done.</param>
/// <param name="Actions">Its actions as text, without the content of files and without secrets.</param>
public sealed record StepReceipt(string Id, string Title, double Seconds, IReadOnlyList<string> Actions);
