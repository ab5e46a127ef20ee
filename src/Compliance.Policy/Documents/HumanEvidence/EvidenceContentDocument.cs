using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Compliance.Policy.Documents;

/// <summary>The bytes that a record is about, kept under <c>content/</c> by their digest.</summary>
public sealed record EvidenceContentDocument
{
    [Description("Name of the file as it was handed in.")]
    [MinLength(1)]
    public required string Name { get; init; }

    [Description("SHA-256 of the bytes, hexadecimal.")]
    [RegularExpression(HexDigest)]
    public required string Sha256 { get; init; }

    internal const string HexDigest = "^[0-9a-f]{64}$";
}
