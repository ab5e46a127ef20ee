using Compliance.Formats.Reading;

namespace Compliance.Cryptography.Trust;

/// <summary>Codes of the checks on image signatures and attestations; each stands for passing and failing alike.</summary>
public static class SignatureCodes
{
    /// <summary>The signed payload can be read.</summary>
    public static readonly DiagnosticCode Payload = new("SIG-0001");

    /// <summary>The payload is of the type that such a signature must have.</summary>
    public static readonly DiagnosticCode PayloadType = new("SIG-0002");

    /// <summary>The payload names the image's digest.</summary>
    public static readonly DiagnosticCode Subject = new("SIG-0003");

    /// <summary>The signature value is there and well formed.</summary>
    public static readonly DiagnosticCode Encoding = new("SIG-0004");

    /// <summary>A trusted key verifies the signature.</summary>
    public static readonly DiagnosticCode Key = new("SIG-0005");

    /// <summary>Algorithm and key size are approved.</summary>
    public static readonly DiagnosticCode Algorithm = new("SIG-0006");

    /// <summary>The key's window holds the time that is judged.</summary>
    public static readonly DiagnosticCode Window = new("SIG-0007");

    /// <summary>The signing certificate can be judged.</summary>
    public static readonly DiagnosticCode Certificate = new("SIG-0008");

    /// <summary>The platform can compute the algorithm.</summary>
    public static readonly DiagnosticCode Platform = new("SIG-0009");

    /// <summary>The entry of a transparency log was checked.</summary>
    public static readonly DiagnosticCode Log = new("SIG-0010");

    /// <summary>The caller said whom to trust.</summary>
    public static readonly DiagnosticCode Trust = new("SIG-0011");

    /// <summary>The signer may sign documents of this purpose.</summary>
    public static readonly DiagnosticCode Purpose = new("SIG-0013");

    /// <summary>A timestamp proves when a known key signed.</summary>
    public static readonly DiagnosticCode Timestamp = new("SIG-0014");

    /// <summary>The envelope has as many signatures as its kind allows.</summary>
    public static readonly DiagnosticCode Count = new("SIG-0012");
}
