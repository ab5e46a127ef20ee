using Compliance.Formats.Reading;
using Compliance.Oci.Registries.Access;
using Compliance.Oci.Registries.Exchange;

namespace Compliance.Oci.Registries;

/// <summary>
/// Speaks with registries (OCI distribution specification 1.1). Owns connections and tokens: one for a run of the program. Safe for several threads.
/// </summary>
public sealed class RegistryClient : IDisposable
{
    public RegistryClient(RegistrySettings settings, ICredentialSource credentials, TimeProvider clock)
    {
        (Settings, Clock) = (settings, clock);
        Exchange = new RegistryExchange(settings, credentials, clock);
        Places = new RegistryPlaces(settings, Exchange.Connections);
    }

    public RegistrySettings Settings { get; }

    internal TimeProvider Clock { get; }

    internal RegistryExchange Exchange { get; }

    internal RegistryPlaces Places { get; }

    /// <summary>A way to read one repository.</summary>
    /// <param name="limits">Bounds of what is read from it.</param>
    public RegistryReader Read(RepositoryName repository, Limits limits) => new(this, repository, limits);

    /// <summary>A way to write one repository.</summary>
    public RegistryWriter Write(RepositoryName repository) => new(this, repository);

    public void Dispose() => Exchange.Dispose();
}
