namespace Compliance.Oci.Registries.Access;

/// <summary>Nobody's: registries are asked without credentials.</summary>
public sealed class NoCredentials : ICredentialSource
{
    public static NoCredentials Instance { get; } = new();

    public Task<RegistryCredential?> FindAsync(RepositoryName repository, CancellationToken cancellation) => Task.FromResult<RegistryCredential?>(null);
}
