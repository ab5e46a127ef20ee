namespace Compliance.Oci.Registries.Pushing;

/// <summary>The registry knows an upload no longer, or has other bytes of it.</summary>
internal sealed class SessionLostException() : IOException("the registry lost the upload");
