using Compliance.Formats.Reading;

namespace Compliance.Evidence.Collection.Signatures;

/// <summary>Codes of gaps in what was collected of signatures and attestations, area <c>ATCH</c>.</summary>
internal static class SignatureCollectionCodes
{
    /// <summary>A manifest attached to the image can't be read.</summary>
    public static readonly DiagnosticCode Manifest = new("ATCH-0001");

    /// <summary>A layer of an attached manifest is missing or too large.</summary>
    public static readonly DiagnosticCode Layer = new("ATCH-0002");

    /// <summary>The trust folder was refused.</summary>
    public static readonly DiagnosticCode Trust = new("ATCH-0003");

    /// <summary>A signature can't be judged from what was given.</summary>
    public static readonly DiagnosticCode Indeterminate = new("ATCH-0004");

    /// <summary>Something is attached to an index above the image's own.</summary>
    public static readonly DiagnosticCode OuterIndex = new("ATCH-0005");

    /// <summary>A statement is not signed at all.</summary>
    public static readonly DiagnosticCode Unsigned = new("ATCH-0006");

    /// <summary>Provenance of a version that can't be read.</summary>
    public static readonly DiagnosticCode Provenance = new("ATCH-0007");

    /// <summary>Provenance and the signer's certificate disagree.</summary>
    public static readonly DiagnosticCode Disagreement = new("ATCH-0008");

    /// <summary>An attached document claims to be signed and can't be read.</summary>
    public static readonly DiagnosticCode Unreadable = new("ATCH-0009");
}
