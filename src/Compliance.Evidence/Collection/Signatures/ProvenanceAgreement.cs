using System.Collections.Immutable;
using Compliance.Cryptography.Sigstore.Certificates;
using Compliance.Formats.Attestation;

namespace Compliance.Evidence.Collection.Signatures;

/// <summary>
/// Compares build provenance with the certificate that signed it. The builder writes the provenance; the certificate is written by an authority that
/// saw who the builder was. Where both speak of the same thing they must agree.
/// </summary>
internal sealed class ProvenanceAgreement
{
    private const string RunnerBuilder = "https://github.com/actions/runner/";
    private const string Delegator = "/slsa-framework/slsa-github-generator/.github/workflows/delegator_";

    private readonly ImmutableArray<string>.Builder agreed = ImmutableArray.CreateBuilder<string>();
    private readonly ImmutableArray<string>.Builder differences = ImmutableArray.CreateBuilder<string>();

    private ProvenanceAgreement(SlsaProvenance provenance, SigningClaims claims)
    {
        CompareBuilder(provenance, claims);
        CompareSource(provenance, claims);
        Compare("trigger", provenance.Trigger, claims.BuildTrigger);
        Compare("runner", provenance.Runner, claims.RunnerEnvironment);
        CompareInvocation(provenance.InvocationId, claims.RunInvocationUri);
        CompareCommit("commit of the builder", provenance, claims.BuildSignerUri, claims.BuildSignerDigest);
        CompareCommit("commit of the build configuration", provenance, claims.BuildConfigUri, claims.BuildConfigDigest);
    }

    /// <summary>What both state alike, in words.</summary>
    public ImmutableArray<string> Agreed => agreed.ToImmutable();

    /// <summary>Every disagreement, <c>CODE: sentence</c>.</summary>
    public ImmutableArray<string> Differences => differences.ToImmutable();

    /// <summary>Null where no certificate speaks.</summary>
    public static ProvenanceAgreement? Of(SlsaProvenance provenance, SigningClaims? claims) => claims is null ? null : new ProvenanceAgreement(provenance, claims);

    // The certificate's holder is the workflow that signs: builders of reusable workflows name themselves, GitHub's own runner names its kind.
    private void CompareBuilder(SlsaProvenance provenance, SigningClaims claims)
    {
        var builder = provenance.BuilderId;
        if (builder.StartsWith(RunnerBuilder, StringComparison.Ordinal))
        {
            Compare("builder", builder[RunnerBuilder.Length..], claims.RunnerEnvironment);
            return;
        }

        var signers = claims.Names.Concat(claims.BuildSignerUri is { } uri ? [uri] : []).Where(name => name.Contains("://", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).ToArray();
        if (builder.Length == 0 || signers.Length == 0 || signers.Any(signer => signer.Contains(Delegator, StringComparison.Ordinal))) return;
        var agrees = signers.Any(signer => signer == builder || WithoutRef(signer) == builder);
        State("builder", agrees, builder, string.Join(", ", signers));
    }

    private void CompareSource(SlsaProvenance provenance, SigningClaims claims)
    {
        if (claims.SourceRepositoryUri is not { Length: > 0 } certified || provenance.SourceUri is not { Length: > 0 } stated) return;
        var agrees = Plain(stated) == Plain(certified);
        State("source", agrees, stated, certified);
        if (!agrees) return;
        if (provenance.SourceDigest is { } digest) Compare("commit", digest[(digest.IndexOf(':', StringComparison.Ordinal) + 1)..], claims.SourceRepositoryDigest);
        Compare("ref", provenance.SourceRef, claims.SourceRepositoryRef);
        if (claims.BuildConfigUri is { Length: > 0 } config && provenance.ConfigPath.Length > 0 && Plain(config).StartsWith($"{Plain(certified)}/", StringComparison.Ordinal))
            Compare("build configuration", provenance.ConfigPath.TrimStart('/'), WithoutRef(config)[(Plain(certified).Length + 1)..]);
    }

    private void CompareInvocation(string stated, string? certified)
    {
        // A run id alone can't contradict a URI; builders write either.
        if (stated.Contains("://", StringComparison.Ordinal)) Compare("invocation", stated, certified);
    }

    // Certificates pin the file that builds and the one that says how by commit (extensions 10 and 19). Provenance speaks of the same thing where a dependency is
    // the file's repository at the file's ref.
    private void CompareCommit(string what, SlsaProvenance provenance, string? file, string? certified)
    {
        if (file is null || certified is not { Length: > 0 } || file.LastIndexOf('@') is not (> 0 and var at)) return;
        var stated = provenance.Dependencies
            .Where(dependency => RefOf(dependency.Uri) == file[(at + 1)..] && file[..at].StartsWith($"{Plain(dependency.Uri)}/", StringComparison.Ordinal))
            .SelectMany(dependency => dependency.Digests.Where(digest => digest.Key is "gitCommit" or "sha1").Select(digest => digest.Value))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        if (stated.Length > 0) State(what, stated.Contains(certified, StringComparer.Ordinal), string.Join(" or ", stated), certified);
    }

    private static string RefOf(string uri)
    {
        var (at, path) = (uri.LastIndexOf('@'), uri.IndexOf("://", StringComparison.Ordinal));
        // A user before the host is no ref.
        return path >= 0 && at > uri.IndexOf('/', path + 3) && uri.IndexOf('/', path + 3) >= 0 ? uri[(at + 1)..] : "";
    }

    private void Compare(string what, string stated, string? certified)
    {
        if (stated.Length > 0 && certified is { Length: > 0 }) State(what, string.Equals(stated, certified, StringComparison.Ordinal), stated, certified);
    }

    private void State(string what, bool agrees, string stated, string certified)
    {
        if (agrees) agreed.Add($"{what}: {stated}");
        else differences.Add($"{SignatureCollectionCodes.Disagreement}: provenance names the {what} {stated}, the certificate {certified}");
    }

    private static string WithoutRef(string uri)
    {
        var at = uri.LastIndexOf('@');
        return at < 0 ? uri : uri[..at];
    }

    private static string Plain(string uri)
    {
        var plain = uri.StartsWith("git+", StringComparison.Ordinal) ? uri[4..] : uri;
        var path = plain.IndexOf("://", StringComparison.Ordinal);
        var end = plain.AsSpan(Math.Max(0, path)).IndexOfAny('@', '#');
        if (end >= 0) plain = plain[..(end + Math.Max(0, path))];
        return plain.EndsWith(".git", StringComparison.Ordinal) ? plain[..^4] : plain.TrimEnd('/');
    }
}
