namespace Compliance.Policy.Documents;

/// <summary>What people bring.</summary>
public enum EvidenceKind
{
    Interview = 0,
    Document = 1,
    Screenshot = 2,
    Ticket = 3,
    Export = 4,
}
