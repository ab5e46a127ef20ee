using Compliance.Evidence.Acquisition;
using Compliance.Evidence.Feeds;
using Compliance.Evidence.Probing;
using Compliance.Oci.Models;
using Compliance.Oci.References;
using Compliance.Reporting.Templates;
using Compliance.Service.Findings;
using Compliance.Service.Registries;

namespace Compliance.Service.Auditing;

/// <summary>What to audit, by which rules, as of when.</summary>
/// <param name="EvaluatedAt">The date that is judged; null for the time of the run.</param>
/// <param name="FileFor">The file for the package of the id that is handed in; null where the store's own copy is enough.</param>
internal sealed record AuditRequest(ImageReference Image, string ProfileId, AuditInputs Inputs, DateTimeOffset? EvaluatedAt, Func<string, string?> FileFor)
{
    /// <summary>Vulnerability feeds; null when there are none.</summary>
    public IVulnerabilityCatalog? Feeds { get; init; }

    /// <summary>Runs probes in the image; null when none are asked for.</summary>
    public IProbeRunner? Probes { get; init; }

    /// <summary>Keeps what is found in the record of the system; null where there is none.</summary>
    public RecordKeeper? Record { get; init; }

    /// <summary>The class of images for the record; null for the reference without tag and digest.</summary>
    public string? Asset { get; init; }

    /// <summary>Opens the image; where nothing else is said, only the machine's own folders and files are looked into.</summary>
    public ImageOpener Images { get; init; } = ImageOpener.Local;

    /// <summary>The one image of an index that is audited; null for all.</summary>
    public Platform? Platform { get; init; }

    /// <summary>How the reports look; null for the built-in one.</summary>
    public ReportTemplate? Template { get; init; }

    /// <summary>The profile where none is named.</summary>
    public const string DefaultProfile = "fedramp-rev5-moderate";
}
