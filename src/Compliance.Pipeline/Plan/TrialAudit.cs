using System.Collections.Immutable;
using Compliance.Cryptography.Trust;
using Compliance.Evidence.Acquisition;
using Compliance.Evidence.Assessing;
using Compliance.Evidence.Feeds;
using Compliance.Formats.Packages.Apko.Model;
using Compliance.Formats.Reading;
using Compliance.Oci.References;
using Compliance.Oci.Snapshots;
using Compliance.Pipeline.Attaching;
using Compliance.Pipeline.Compose.Locking;
using Compliance.Pipeline.Compose.Output;
using Compliance.Pipeline.Statements;

namespace Compliance.Pipeline.Plan;

/// <summary>Audits a composition that is only in memory, as if it had been signed by the key that the caller trusts for images.</summary>
internal static class TrialAudit
{
    public static Reading<Assessment> Run(PlanRequest request, ApkoConfiguration configuration, Composition composition, CancellationToken cancellation)
    {
        var facts = new BuildFacts(
            request.Recipe.Image, request.Recipe.Builder, request.Engine, request.RecipeFiles, request.EvaluatedAt, request.EvaluatedAt, "plan");
        var layout = RebuiltLayout.Make(composition, facts, configuration, LockContext.OfPlanned(configuration, request.Engine, request.PolicyFiles), request.Trial.Signer, RebuiltLayout.Tag);
        // The name by which the image will be known, so that what judges names sees the same.
        var named = ImageReference.Parse($"oci:memory:{RebuiltLayout.Tag}").Required();
        var reading = ImageSnapshot.Open(layout.ToMemory(), named, request.Limits, cancellation);
        if (!reading.TryGet(out var snapshot)) return Readings.Reject<Assessment>(reading.Defects);
        using var held = snapshot;
        using var acquired = ImageAcquisition.Run(snapshot, Inputs(request), Observations.All, request.Limits, null, cancellation);
        var raw = request.Feeds is { } feeds ? FeedSlicing.AddTo(acquired.Raw, feeds, request.EvaluatedAt, request.Limits) : acquired.Raw;
        return Assessment.Make(raw, request.PolicyFiles, request.ProfileId, request.EvaluatedAt, request.Limits);
    }

    /// <summary>The caller's inputs; the key of the identity that may sign images is the trial's.</summary>
    private static AuditInputs Inputs(PlanRequest request)
    {
        if (request.Inputs.Trust is not { } trust) return request.Inputs;
        var policy = TrustPolicies.Read(trust.Select(file => new TrustFile(file.Path, file.Bytes)), "trust", request.Limits);
        if (!policy.TryGet(out var read) || read.Identities.FirstOrDefault(identity => identity.Key is not null && identity.May.Contains(TrustPurpose.SignImages)) is not { } identity)
            return request.Inputs;
        var replaced = trust.Select(file => file.Path == identity.File
            ? (file.Path, file.Bytes.Span.IndexOf("BEGIN CERTIFICATE"u8) >= 0 ? request.Trial.CertificatePem : request.Trial.PublicPem)
            : file);
        return request.Inputs with { Trust = replaced.ToImmutableArray() };
    }
}
