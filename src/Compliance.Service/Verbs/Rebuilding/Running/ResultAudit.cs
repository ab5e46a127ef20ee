using Compliance.Evidence.Acquisition;
using Compliance.Formats.Reading;
using Compliance.Oci.References;
using Compliance.Policy.Results;
using Compliance.Service.Auditing;
using Compliance.Service.CommandLine;

namespace Compliance.Service.Verbs.Rebuilding.Running;

/// <summary>How an image that was just made, or that is made again, is audited: by the same job as every other image.</summary>
internal sealed record ResultAudit(RebuildTools Tools, string ProfileId, AuditInputs Inputs, DateTimeOffset EvaluatedAt, Limits Limits)
{
    /// <param name="image">As a caller would type it.</param>
    /// <param name="file">For the evidence package.</param>
    /// <exception cref="VerbFailure">The image has no readable root, or policies, profile or system file can't be used.</exception>
    public Task<AuditOutcome> RunAsync(string image, string file, IAuditProgress progress, CancellationToken cancellation)
    {
        var runner = new AuditRunner(Tools.PolicyFolder, Tools.EvidenceSigner, Tools.Store, Tools.Clock, Limits);
        return runner.RunAsync(new AuditRequest(ImageArgument.Parse(image), ProfileId, Inputs, EvaluatedAt, _ => file) { Images = Tools.Images, Feeds = Tools.Feeds }, progress, cancellation);
    }

    /// <summary>Of a verb whose result was judged so.</summary>
    public static int ExitCodeOf(Verdict verdict) => verdict switch
    {
        Verdict.NotMet => ExitCodes.Bad,
        Verdict.Unknown => ExitCodes.Open,
        _ => ExitCodes.Good,
    };
}
