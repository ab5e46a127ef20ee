using System.Collections.Immutable;

namespace Compliance.Formats.Vulnerabilities.Secdb;

/// <summary>What one version of a package fixes.</summary>
/// <param name="Version">From this version on fixed; <c>0</c> says that no version was ever affected.</param>
/// <param name="Ids">Each entry's ids: the first names the vulnerability, the others are aliases of it.</param>
public sealed record SecdbFix(string Version, ImmutableArray<ImmutableArray<string>> Ids)
{
    public bool IsNeverAffected => Version == "0";
}
