namespace Compliance.Policy.Documents;

/// <summary>Whether a document of people has to be signed.</summary>
public enum SignatureRule
{
    Required = 0,
    Optional = 1,
}
