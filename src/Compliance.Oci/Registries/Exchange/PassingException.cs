namespace Compliance.Oci.Registries.Exchange;

/// <summary>Something failed for a reason that may pass; whoever asked may ask again.</summary>
/// <param name="wait">The pause that the other side asks for; null when it names none.</param>
internal sealed class PassingException(string message, TimeSpan? wait = null, Exception? inner = null) : IOException(message, inner)
{
    public TimeSpan? Wait { get; } = wait;
}
