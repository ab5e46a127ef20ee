namespace Compliance.Evidence.Packaging;

/// <summary>The system that the audit speaks for, from the system file; the neutral default says so.</summary>
/// <param name="IsDefault">No system file was given.</param>
/// <param name="CertificationType"><c>Rev5</c> or <c>20x</c>; empty when not stated.</param>
/// <param name="Class">Certification class A to D; empty when not stated.</param>
/// <param name="Baseline">Legacy baseline; empty when not stated.</param>
public sealed record SystemHeader(bool IsDefault, string Id, string Name, string CertificationType, string Class, string Baseline);
