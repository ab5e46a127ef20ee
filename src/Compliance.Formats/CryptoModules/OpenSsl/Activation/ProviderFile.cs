namespace Compliance.Formats.CryptoModules.OpenSsl.Activation;

/// <summary>What lies where a provider is looked for.</summary>
public abstract record ProviderFile
{
    private ProviderFile()
    {
    }

    public sealed record Absent : ProviderFile;

    /// <summary>Something lies there, or may, and could not be read.</summary>
    public sealed record Unseen(string Reason) : ProviderFile;

    /// <param name="RealPath">With links followed.</param>
    public sealed record Present(string RealPath, ProviderIdentity Identity) : ProviderFile;
}
