namespace Compliance.Oci.Registries.Access;

/// <summary>What opens a registry. Never shown: its text names no secret.</summary>
/// <param name="User">Empty with a token.</param>
/// <param name="Secret">Password or token.</param>
public sealed record RegistryCredential(string User, string Secret, CredentialKind Kind)
{
    public override string ToString() => $"credential ({Kind})";
}
