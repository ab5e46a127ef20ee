namespace Compliance.Oci.Layers;

/// <summary>What a rule wants of a file; several can be combined.</summary>
[Flags]
public enum CaptureRequest
{
    Ignore = 0,

    /// <summary>Keep the bytes for random access after the pass.</summary>
    Keep = 1,

    /// <summary>Feed the bytes to an observer while they pass; no copy is kept.</summary>
    Observe = 2,

    /// <summary>Ask again with the first bytes (as an answer to <see cref="ICaptureRule.ByPath"/> only).</summary>
    AskWithContent = 4,
}
