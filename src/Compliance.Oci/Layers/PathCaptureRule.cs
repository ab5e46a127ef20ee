namespace Compliance.Oci.Layers;

/// <summary>Keeps files whose path a predicate accepts.</summary>
public sealed class PathCaptureRule(PathCaptureRule.Predicate accepts) : ICaptureRule
{
    public delegate bool Predicate(ReadOnlySpan<char> path);

    public CaptureRequest ByPath(ReadOnlySpan<char> path, long size) => accepts(path) ? CaptureRequest.Keep : CaptureRequest.Ignore;
}
