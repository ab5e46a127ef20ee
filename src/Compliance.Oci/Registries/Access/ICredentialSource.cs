namespace Compliance.Oci.Registries.Access;

/// <summary>
/// Where credentials come from. Asked only after a registry has refused to answer without one, and only for that registry; what it gives goes to that registry
/// and to the token service that it names, to nobody else.
/// </summary>
public interface ICredentialSource
{
    /// <summary>Null when there is none: then the registry is asked without.</summary>
    /// <exception cref="RegistryException">There may be one, and it can't be read.</exception>
    Task<RegistryCredential?> FindAsync(RepositoryName repository, CancellationToken cancellation);
}
