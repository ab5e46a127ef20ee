using Compliance.Formats.Reading;

namespace Compliance.Oci.Registries;

/// <summary>A registry can't be used for what was asked, and to ask again is of no use. The defect says why; it never holds a credential.</summary>
public sealed class RegistryException : IOException
{
    public RegistryException(Defect defect)
        : base((defect ?? throw new ArgumentNullException(nameof(defect))).Message) => Defect = defect;

    public RegistryException(Defect defect, Exception inner)
        : base((defect ?? throw new ArgumentNullException(nameof(defect))).Message, inner) => Defect = defect;

    public Defect Defect { get; }

    internal static RegistryException Of(DiagnosticCode code, Uri place, string message) => new(new Defect(code, new Locator(Show(place)), message));

    /// <summary>An address as it may be shown: without the query, where hosts of blobs keep their signatures.</summary>
    internal static string Show(Uri place) => place.GetLeftPart(UriPartial.Path);
}
