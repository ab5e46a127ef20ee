using Compliance.Cryptography.Trust;
using Compliance.Formats.Reading;

namespace Compliance.Evidence.Collection.Sboms;

/// <summary>The caller's trust folder, read once for an image. No policy: the caller gave none, or it was refused as a whole.</summary>
internal sealed record CallerTrust(TrustPolicy? Policy, bool IsGiven)
{
    public static CallerTrust Of(ImageEvidence image, Limits limits) => image.Derived(evidence => Read(evidence, limits));

    private static CallerTrust Read(ImageEvidence image, Limits limits)
    {
        if (image.Trust is not { } documents) return new CallerTrust(null, false);
        if (documents.Any(document => !document.Fits(limits))) return new CallerTrust(null, true);
        var files = documents.Select(document => new TrustFile(document.Item.Origin, document.ReadAll(limits)));
        return new CallerTrust(TrustPolicies.Read(files, "trust", limits).TryGet(out var policy) ? policy : null, true);
    }
}
