using Compliance.Evidence.Acquisition;
using Compliance.Evidence.Assessing;
using Compliance.Evidence.Feeds;
using Compliance.Formats.Reading;
using Compliance.Policy.Library;
using Compliance.Service.Auditing;
using Compliance.Service.CommandLine;
using Compliance.Service.Registries;

namespace Compliance.Service.Verbs.Rebuilding.Planning;

/// <summary>The image that shall be rebuilt, as it is: judged anew, or as an evidence package says.</summary>
internal static class RebuildSubject
{
    private const string PackageEnd = ".asice";

    public static bool IsPackage(string text) => text.EndsWith(PackageEnd, StringComparison.Ordinal);

    /// <param name="feeds">For an image; a package says itself what was known.</param>
    /// <exception cref="VerbFailure">Image, package, policies or profile can't be used.</exception>
    public static Assessment Assess(ImageOpener images, string text, AuditInputs inputs, IReadOnlyList<PolicyFile> policies, string profile, DateTimeOffset at, IVulnerabilityCatalog? feeds, IAuditProgress progress, Limits limits, CancellationToken cancellation)
    {
        if (IsPackage(text)) return OpenPackage.Assess(text, limits);
        using var snapshot = images.Open(ImageArgument.Parse(text), limits, progress, cancellation);
        using var acquired = ImageAcquisition.Run(snapshot, inputs, Observations.All, limits, progress, cancellation);
        if (acquired.Raw.Images.IsEmpty) throw VerbFailure.Unreadable(text, snapshot.Defects, "no platform of the image can be read");
        var raw = feeds is null ? acquired.Raw : FeedSlicing.AddTo(acquired.Raw, feeds, at, limits);
        var assessed = Assessment.Make(raw, policies, profile, at, limits);
        return assessed.TryGet(out var assessment) ? assessment : throw VerbFailure.Unreadable("policies, profile or system file", assessed.Defects);
    }
}
