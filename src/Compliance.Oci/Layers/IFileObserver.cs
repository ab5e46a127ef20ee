using Compliance.Oci.Files;

namespace Compliance.Oci.Layers;

/// <summary>Sees one file's bytes pass. Bytes are not proved until <see cref="Complete"/>; after <see cref="Abandon"/> they never were there.</summary>
public interface IFileObserver
{
    /// <summary>The next bytes, in order; good during the call only.</summary>
    void Append(ReadOnlySpan<byte> bytes);

    /// <summary>The file was whole and its layer is what its descriptor names. Called when the layer is done, in archive order.</summary>
    void Complete(FileEntry file);

    /// <summary>The file was cut off, or the layer turned out to be another one.</summary>
    void Abandon();
}
