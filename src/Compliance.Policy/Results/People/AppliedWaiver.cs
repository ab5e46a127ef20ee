namespace Compliance.Policy.Results;

/// <summary>A waiver that has effect on a result. It never changes the verdict: it is told beside it.</summary>
/// <param name="Type"><c>engineering-exception</c>, <c>false-positive</c>, <c>operational-requirement</c>, <c>risk-adjustment</c>, <c>accepted-weakness</c> or <c>vendor-dependency</c>.</param>
/// <param name="Until">Last day, ISO 8601.</param>
/// <param name="ApprovedBy">Name of the approver.</param>
/// <param name="Signature"><c>verified</c>, or <c>absent</c> where the profile allows that.</param>
/// <param name="AdjustedSeverity">Severity while it lasts; empty for other types than a risk adjustment.</param>
public sealed record AppliedWaiver(string Id, string Type, string Until, string ApprovedBy, string Signature, string AdjustedSeverity)
{
    /// <summary>Day until which the vendor has to be asked again, ISO 8601, or it has no effect; empty for other types than a vendor dependency.</summary>
    public string NextCheckIn { get; init; } = "";

    /// <summary>False positive, operational requirement, risk adjustment and vendor dependency are FedRAMP's deviations; an engineering exception never is one.</summary>
    public bool IsFedRampDeviation => Type is "false-positive" or "operational-requirement" or "risk-adjustment" or "vendor-dependency";

    /// <summary>Only the severity changes; what is not met stays open.</summary>
    public bool IsRiskAdjustment => Type == "risk-adjustment";

    /// <summary><c>waived until 2027-01-31 (operational requirement, approved by J. Doe, signature verified)</c>.</summary>
    public string Words => $"{Effect} ({Approval})";

    /// <summary><c>waived until 2027-01-31</c>.</summary>
    public string Effect => $"{(IsRiskAdjustment ? $"risk adjusted to {AdjustedSeverity}" : "waived")} until {Until}";

    /// <summary><c>operational requirement, approved by J. Doe, signature verified</c>.</summary>
    public string Approval => $"{Type.Replace('-', ' ')}{(NextCheckIn.Length > 0 ? $", next check-in until {NextCheckIn}" : "")}, approved by {ApprovedBy}, {(Signature == "verified" ? "signature verified" : "not signed")}";
}
