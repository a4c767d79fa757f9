namespace Clu.Media.Machines;

/// <summary>A machine did not do what was expected of it. The message has all that it said.</summary>
public sealed class MachineException : Exception
{
    /// <summary>Of a machine that is still there.</summary>
    /// <param name="reason">What happened, as a phrase.</param>
    /// <param name="expected">What was expected.</param>
    /// <param name="machine">The machine.</param>
    public MachineException(string reason, string expected, RunningMachine machine)
        : base($"{expected}: {reason}\n{machine.Command}\n{machine.Transcript}") => Reason = reason;

    /// <summary>What happened, as a phrase.</summary>
    public string Reason { get; }
}
