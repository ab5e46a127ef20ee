namespace Compliance.Oci.Registries.Access;

/// <summary>What a credential is.</summary>
public enum CredentialKind
{
    /// <summary>User and password.</summary>
    Password = 0,

    /// <summary>A token that is exchanged for others (OAuth 2.0, RFC 6749 section 6).</summary>
    IdentityToken = 1,

    /// <summary>A token that is sent as it is (RFC 6750).</summary>
    RegistryToken = 2,
}
