using Compliance.Evidence.Acquisition;
using Compliance.Oci.Models;

namespace Compliance.Service.Verbs.Vulns;

/// <summary>What <c>vulns</c> looks at, and by what.</summary>
/// <param name="Policies">Folder with the tables of clocks.</param>
/// <param name="AsOf">Null: now, or the date of the package.</param>
internal sealed record VulnsRequest(string Subject, AuditInputs Inputs, string Policies, DateTimeOffset? AsOf)
{
    /// <summary>The one image of an index that is wanted; null for all.</summary>
    public Platform? Platform { get; init; }
}
