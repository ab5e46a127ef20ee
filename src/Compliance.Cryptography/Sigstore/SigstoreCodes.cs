using Compliance.Formats.Reading;

namespace Compliance.Cryptography.Sigstore;

/// <summary>Codes of the checks on Sigstore bundles and of defects in trusted roots; each stands for passing and failing alike.</summary>
public static class SigstoreCodes
{
    /// <summary>The bundle can be read and has what its version demands.</summary>
    public static readonly DiagnosticCode Bundle = new("SIGSTORE-0001");

    /// <summary>There is a certificate or a key hint, in the form that the bundle's version allows.</summary>
    public static readonly DiagnosticCode KeyMaterial = new("SIGSTORE-0002");

    /// <summary>No self-signed certificate comes with the signature.</summary>
    public static readonly DiagnosticCode RootInBundle = new("SIGSTORE-0003");

    /// <summary>The signature verifies with the certificate's or the caller's key.</summary>
    public static readonly DiagnosticCode Signature = new("SIGSTORE-0004");

    /// <summary>The signed content is the artifact that was asked for.</summary>
    public static readonly DiagnosticCode Artifact = new("SIGSTORE-0005");

    /// <summary>The trusted root knows the log.</summary>
    public static readonly DiagnosticCode LogKnown = new("SIGSTORE-0006");

    /// <summary>The log's key was valid when the entry was made.</summary>
    public static readonly DiagnosticCode LogWindow = new("SIGSTORE-0007");

    /// <summary>The log's promise of inclusion (signed entry timestamp).</summary>
    public static readonly DiagnosticCode Promise = new("SIGSTORE-0008");

    /// <summary>The Merkle proof of inclusion.</summary>
    public static readonly DiagnosticCode Inclusion = new("SIGSTORE-0009");

    /// <summary>The log signed the checkpoint that the proof ends in.</summary>
    public static readonly DiagnosticCode Checkpoint = new("SIGSTORE-0010");

    /// <summary>The entry's body can be read and is of a known kind.</summary>
    public static readonly DiagnosticCode EntryKind = new("SIGSTORE-0011");

    /// <summary>The entry is about this signature, this key and this content.</summary>
    public static readonly DiagnosticCode EntryContent = new("SIGSTORE-0012");

    /// <summary>Enough different logs hold the signature.</summary>
    public static readonly DiagnosticCode LogThreshold = new("SIGSTORE-0013");

    /// <summary>A timestamp can be read, is about this signature, and was signed by an authority of the trusted root within its window.</summary>
    public static readonly DiagnosticCode Timestamp = new("SIGSTORE-0014");

    /// <summary>Enough sources prove when the signature was made.</summary>
    public static readonly DiagnosticCode TimeThreshold = new("SIGSTORE-0015");

    /// <summary>The certificate's path ends in an authority of the trusted root.</summary>
    public static readonly DiagnosticCode Path = new("SIGSTORE-0016");

    /// <summary>The certificates were valid at every proven time.</summary>
    public static readonly DiagnosticCode CertificateTime = new("SIGSTORE-0017");

    /// <summary>Usages and constraints of the certificates.</summary>
    public static readonly DiagnosticCode Usage = new("SIGSTORE-0018");

    /// <summary>A certificate log promised to publish the certificate (embedded SCT).</summary>
    public static readonly DiagnosticCode CertificateLog = new("SIGSTORE-0019");

    /// <summary>The certificate's subject alternative name is the one asked for.</summary>
    public static readonly DiagnosticCode Identity = new("SIGSTORE-0020");

    /// <summary>The issuer of the identity token is the one asked for.</summary>
    public static readonly DiagnosticCode Issuer = new("SIGSTORE-0021");

    /// <summary>More entries, timestamps or certificates than are looked at, or one of them twice.</summary>
    public static readonly DiagnosticCode Limits = new("SIGSTORE-0022");

    /// <summary>The caller gave the key that the bundle hints at.</summary>
    public static readonly DiagnosticCode Key = new("SIGSTORE-0023");

    /// <summary>The trusted root can't be read.</summary>
    public static readonly DiagnosticCode RootUnreadable = new("SIGSTORE-0024");

    /// <summary>The trusted root is of an unknown version.</summary>
    public static readonly DiagnosticCode RootVersion = new("SIGSTORE-0025");

    /// <summary>A key or certificate of the trusted root can't be used.</summary>
    public static readonly DiagnosticCode RootKey = new("SIGSTORE-0026");

    /// <summary>By which trusted root a signature was judged, and how old that is.</summary>
    public static readonly DiagnosticCode RootAge = new("SIGSTORE-0027");
}
