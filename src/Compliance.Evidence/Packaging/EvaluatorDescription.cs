namespace Compliance.Evidence.Packaging;

/// <summary>What computed this package.</summary>
/// <param name="CryptoModule">Name and version of the library that hashed and signed, as it reports itself.</param>
/// <param name="FipsProvider">What that library says about its FIPS provider: <c>active</c>, <c>available</c>, <c>absent</c> or <c>unknown</c>.</param>
public sealed record EvaluatorDescription(string Version, string OperatingSystem, string Runtime, string CryptoModule, string FipsProvider);
