namespace Compliance.Policy.Documents;

/// <summary>What a system takes by default where a validated module has a later release (FRR1; terms of the FedRAMP policy v1.1).</summary>
public enum ModuleStream
{
    /// <summary>The latest patches, validated or not.</summary>
    UpdateStreams = 0,
    /// <summary>The latest validated ones, whether or not more recent ones exist.</summary>
    ValidatedModuleStreams = 1,
}
