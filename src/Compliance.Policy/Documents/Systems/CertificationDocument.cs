using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Compliance.Policy.Documents;

/// <summary>The FedRAMP certification that a system has or seeks. Class and legacy baseline are stated apart: neither follows from the other.</summary>
public sealed record CertificationDocument
{
    [Description("rev5 or 20x.")]
    [RegularExpression("^(rev5|20x)$")]
    public required string Type { get; init; }

    [Description("Certification class, a to d.")]
    [RegularExpression("^[a-d]$")]
    public required string Class { get; init; }
}
