namespace Compliance.Policy.Findings.Deltas;

/// <summary>What became of a finding between two looks.</summary>
public enum DeltaChange
{
    Closed = 0,
    Opened = 1,
    Carried = 2,
}
