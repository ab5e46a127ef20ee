using System.Collections.Immutable;

namespace Compliance.Cryptography.Sigstore.Certificates;

/// <summary>
/// What a Fulcio certificate says of its holder (fulcio <c>docs/oid-info.md</c>, arc 1.3.6.1.4.1.57264.1). Null: the certificate does not say. It is only as
/// good as the certificate's path.
/// </summary>
public sealed record SigningClaims
{
    /// <summary>Subject alternative names: mail addresses, URIs, and other names of Fulcio's kind.</summary>
    public required ImmutableArray<string> Names { get; init; }

    /// <summary>Issuer of the identity token: extension 8, or 1 in old certificates.</summary>
    public string? Issuer { get; init; }

    /// <summary>Extensions 1 and 8 are both there and differ.</summary>
    public bool IssuersDiffer { get; init; }

    /// <summary>9: the workflow or pipeline that defines the builder.</summary>
    public string? BuildSignerUri { get; init; }

    /// <summary>10: the commit of that workflow.</summary>
    public string? BuildSignerDigest { get; init; }

    /// <summary>11: for example <c>github-hosted</c>.</summary>
    public string? RunnerEnvironment { get; init; }

    /// <summary>12.</summary>
    public string? SourceRepositoryUri { get; init; }

    /// <summary>13, or 3 in old certificates.</summary>
    public string? SourceRepositoryDigest { get; init; }

    /// <summary>14, or 6 in old certificates.</summary>
    public string? SourceRepositoryRef { get; init; }

    /// <summary>18.</summary>
    public string? BuildConfigUri { get; init; }

    /// <summary>19: the commit of the file at 18.</summary>
    public string? BuildConfigDigest { get; init; }

    /// <summary>20, or 2 in old certificates.</summary>
    public string? BuildTrigger { get; init; }

    /// <summary>21.</summary>
    public string? RunInvocationUri { get; init; }

    /// <summary>Every extension of the arc by its last number, as text; in the order of the numbers.</summary>
    public required ImmutableSortedDictionary<int, string> All { get; init; }
}
