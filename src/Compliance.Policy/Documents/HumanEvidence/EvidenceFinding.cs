namespace Compliance.Policy.Documents;

/// <summary>What a record says about its objectives, in the words of whoever collected it.</summary>
public enum EvidenceFinding
{
    Supports = 0,
    Contradicts = 1,
}
