namespace Compliance.Pipeline.Delta;

/// <summary>Classes of FedRAMP's rules on significant change notifications. A proposal: a person decides.</summary>
public enum ChangeClass
{
    /// <summary>Regular care: patches and updates of what is there.</summary>
    Routine = 0,

    /// <summary>Something that is there works otherwise, for example another cryptographic module.</summary>
    Adaptive = 1,

    /// <summary>Another system: another distribution, entrypoint or platform.</summary>
    Transformative = 2,
}
