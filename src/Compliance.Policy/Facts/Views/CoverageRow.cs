namespace Compliance.Policy.Facts.Views;

/// <summary>One row of <see cref="CoverageMatrix"/>.</summary>
/// <param name="What">Image signature, or a predicate type.</param>
/// <param name="Manifest">Of the image's own manifest: <c>verified by …</c>, <c>failed</c>, <c>indeterminate</c>, <c>unknown</c>, or <c>none</c>.</param>
/// <param name="Index">The same of the index that lists the image.</param>
/// <param name="OfOthers">How many found beside the image are about neither.</param>
public sealed record CoverageRow(string What, string Manifest, string Index, int OfOthers);
