namespace Compliance.Pipeline.Reproduce;

/// <summary>One thing that differs between two builds.</summary>
/// <param name="Path">Path in the image; <c>layer 2</c>, <c>config</c> or <c>manifest</c> for what is no file.</param>
/// <param name="Detail">Both values, shortened.</param>
/// <param name="Cause">What made it so, as far as the bytes tell: <c>build path</c>, <c>host name</c>, <c>clock</c>, <c>order</c>, …</param>
public sealed record EntryDifference(string Path, DifferenceKind Kind, string Detail, string Cause)
{
    /// <summary>Whether normalising takes it away.</summary>
    public bool IsNormalised => Kind is DifferenceKind.Compression or DifferenceKind.Order or DifferenceKind.Time;
}
