using System.Globalization;
using System.Text;
using Compliance.Cryptography.Hashing;

namespace Compliance.Reporting.Oscal;

/// <summary>
/// UUIDs that stay the same for the same thing in every edition of a document. OSCAL admits the versions 4 and 5; these have the form of 5, over SHA-256 instead of the
/// SHA-1 that RFC 9562 names, which nothing here may use.
/// </summary>
internal static class OscalUuid
{
    public static string Of(string system, string kind, string name)
    {
        var hex = Digests.Sha256(Encoding.UTF8.GetBytes($"compliance/oscal/v1\n{system}\n{kind}\n{name}")).Hex;
        var variant = "89ab"[int.Parse(hex.AsSpan(16, 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture) & 3];
        return $"{hex[..8]}-{hex[8..12]}-5{hex[13..16]}-{variant}{hex[17..20]}-{hex[20..32]}";
    }
}
