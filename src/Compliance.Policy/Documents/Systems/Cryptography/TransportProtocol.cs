namespace Compliance.Policy.Documents;

/// <summary>Usage column of data in transit in the cryptographic modules table.</summary>
public enum TransportProtocol
{
    /// <summary>TLS 1.1 or lower.</summary>
    TlsBelow12 = 0,
    Tls12 = 1,
    Tls13 = 2,
    Other = 3,
}
