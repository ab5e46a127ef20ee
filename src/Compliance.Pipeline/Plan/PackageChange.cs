namespace Compliance.Pipeline.Plan;

/// <summary>A package that an image gains, loses or has in another version.</summary>
/// <param name="Before">Version; empty when it was not there.</param>
/// <param name="After">Version; empty when it will not be there.</param>
/// <param name="Why">Who asks for it and what lost to it; empty for a package that goes.</param>
public sealed record PackageChange(string Name, string Before, string After, string Why);
