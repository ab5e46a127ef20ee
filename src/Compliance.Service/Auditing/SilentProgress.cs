using Compliance.Oci.Layers;

namespace Compliance.Service.Auditing;

/// <summary>Says nothing: pipes, JSON, the service.</summary>
internal sealed class SilentProgress : IAuditProgress
{
    public static SilentProgress Instance { get; } = new();

    public void Step(string name)
    {
    }

    public void Report(LayerProgress value)
    {
    }
}
