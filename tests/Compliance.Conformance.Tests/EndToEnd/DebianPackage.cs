namespace Compliance.Conformance.Tests.EndToEnd;

/// <summary>One line of dpkg-query.</summary>
internal sealed record DebianPackage(string Name, string Version, string Architecture, string Source, string Maintainer)
{
    /// <summary>Package URL in canonical form, in which a colon is not encoded.</summary>
    public string Purl => $"pkg:deb/debian/{Uri.EscapeDataString(Name)}@{Uri.EscapeDataString(Version).Replace("%3A", ":", StringComparison.Ordinal)}?arch={Architecture}";
}
