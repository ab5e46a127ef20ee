namespace Compliance.Pipeline.Reproduce;

/// <summary>How alike two builds are.</summary>
public enum ReproductionVerdict
{
    /// <summary>The files or documents differ in what they say or do.</summary>
    Different = 0,

    /// <summary>After normalisation nothing differs: compression, order or times only.</summary>
    Equivalent = 1,

    /// <summary>The same digests.</summary>
    Identical = 2,
}
