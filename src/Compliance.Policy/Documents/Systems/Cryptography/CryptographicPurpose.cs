namespace Compliance.Policy.Documents;

/// <summary>What a use of cryptography protects, in the three parts of the cryptographic modules table.</summary>
public enum CryptographicPurpose
{
    DataInTransit = 0,
    DataAtRest = 1,
    Other = 2,
}
