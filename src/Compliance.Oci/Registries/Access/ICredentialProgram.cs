namespace Compliance.Oci.Registries.Access;

/// <summary>A program <c>docker-credential-&lt;name&gt;</c> of the machine that keeps credentials (docker-credential-helpers: <c>get</c>, server on standard input, JSON on standard output).</summary>
public interface ICredentialProgram
{
    /// <summary>What it answers to <c>get</c>: JSON with <c>Username</c> and <c>Secret</c>; null when it has nothing for that server.</summary>
    /// <param name="name">What follows <c>docker-credential-</c>.</param>
    /// <exception cref="IOException">There is no such program, it fails, or it does not end. The message holds nothing that it printed to standard output.</exception>
    Task<string?> GetAsync(string name, string server, CancellationToken cancellation);
}
