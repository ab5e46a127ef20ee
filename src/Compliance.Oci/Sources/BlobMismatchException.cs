using Compliance.Formats.Reading;

namespace Compliance.Oci.Sources;

/// <summary>
/// The bytes of a blob are not those that its descriptor names, or can't be had. Thrown out of streams (<see cref="VerifiedStream"/>), because there is no other way out of
/// one, and by what copies; whoever reads one turns it into a gap and a failed check.
/// </summary>
public sealed class BlobMismatchException(Defect defect) : IOException(defect.Message)
{
    public Defect Defect { get; } = defect;
}
