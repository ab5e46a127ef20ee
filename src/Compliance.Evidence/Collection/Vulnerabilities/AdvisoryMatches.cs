using System.Collections.Immutable;
using Compliance.Formats.Reading;

namespace Compliance.Evidence.Collection.Vulnerabilities;

/// <summary>What the feeds that came with an audit say of an image's packages. Records are parsed once for all collectors.</summary>
/// <param name="Gaps">What can't be told.</param>
internal sealed record AdvisoryMatches(ImmutableArray<FoundMatch> Matches, ImmutableArray<Defect> Gaps)
{
    public static AdvisoryMatches Of(ImageEvidence image, CollectionContext context) =>
        image.Derived(evidence => AdvisoryMatcher.Match(FeedEvidence.Of(evidence, context), MatchTargets.Of(evidence, context).Targets, context.Limits));
}
