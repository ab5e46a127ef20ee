using Compliance.Oci.Layers;

namespace Compliance.Service.Auditing;

/// <summary>Hears how far an audit is. Called from the auditing thread.</summary>
internal interface IAuditProgress : IProgress<LayerProgress>
{
    /// <summary>A step begins.</summary>
    void Step(string name);
}
