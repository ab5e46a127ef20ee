namespace Compliance.Policy.Documents;

/// <summary>A list of <c>catalogs/support.yaml</c> from which a parameter takes values.</summary>
public enum SupportList
{
    /// <summary><c>id version until</c> of each release, one text each.</summary>
    Releases,

    /// <summary>The id of each system without releases.</summary>
    Rolling,
}
