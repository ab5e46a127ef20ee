namespace Compliance.Formats.Vulnerabilities.Csaf;

/// <summary>One mandatory test of CSAF, by the number of its section (2.0 and 2.1 number alike).</summary>
/// <param name="Id">Such as <c>6.1.27.8</c>.</param>
/// <param name="Since">The first version that has it.</param>
internal sealed record CsafTest(string Id, string Title, Func<CsafModel, IEnumerable<CsafFinding>> Run, string Since = "2.0");
