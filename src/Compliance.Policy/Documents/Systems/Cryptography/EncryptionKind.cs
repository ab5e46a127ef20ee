namespace Compliance.Policy.Documents;

/// <summary>Encryption type column of data at rest in the cryptographic modules table.</summary>
public enum EncryptionKind
{
    FullDisk = 0,
    File = 1,
    Record = 2,
    None = 3,
    Other = 4,
}
