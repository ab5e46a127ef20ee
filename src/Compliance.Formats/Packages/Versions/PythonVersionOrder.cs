namespace Compliance.Formats.Packages.Versions;

/// <summary>
/// Python's order (version specifiers, formerly PEP 440). What is no version by it is compared as setuptools once did, before every proper
/// version, because advisories still name such releases.
/// </summary>
public sealed class PythonVersionOrder : IVersionOrder
{
    public string Name => "pypi";

    public int? Compare(string left, string right)
    {
        if (!VersionText.IsBounded(left, right) || string.IsNullOrWhiteSpace(left) || string.IsNullOrWhiteSpace(right))
            return null;
        return (PythonVersion.Parse(left), PythonVersion.Parse(right)) switch
        {
            (null, null) => PythonLegacyVersion.Compare(left, right),
            (null, _) => -1,
            (_, null) => 1,
            var (a, b) => a.Order(b),
        };
    }
}
