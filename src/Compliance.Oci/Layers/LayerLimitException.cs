using Compliance.Formats.Reading;

namespace Compliance.Oci.Layers;

/// <summary>A layer came out larger than the limits allow. Never leaves the pass.</summary>
internal sealed class LayerLimitException(DiagnosticCode code, string message) : Exception(message)
{
    public DiagnosticCode Code { get; } = code;
}
