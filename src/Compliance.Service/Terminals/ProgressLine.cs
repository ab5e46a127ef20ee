using System.Globalization;
using Compliance.Oci.Layers;
using Compliance.Service.Auditing;

namespace Compliance.Service.Terminals;

/// <summary>One line on standard error that repaints itself and is gone at the end. Only for terminals.</summary>
internal sealed class ProgressLine(TextWriter error) : IAuditProgress, IDisposable
{
    private const int BarWidth = 30;

    // Blobs of a registry come by several threads.
    private readonly Lock gate = new();
    private string painted = "";

    public static IAuditProgress For(Terminal terminal, bool json) => terminal.ErrorIsTerminal && !json ? new ProgressLine(terminal.Error) : SilentProgress.Instance;

    public void Step(string name) => Paint(name);

    public void Report(LayerProgress value)
    {
        var share = value.TotalBytes > 0 ? Math.Clamp((double)value.BytesRead / value.TotalBytes, 0, 1) : 1;
        var filled = (int)(share * BarWidth);
        Paint(string.Create(
            CultureInfo.InvariantCulture,
            $"layer {value.Layer + 1} of {value.LayerCount}  {new string('█', filled)}{new string('░', BarWidth - filled)}  {share * 100,3:F0} %  {Sizes.Of(value.BytesRead)} of {Sizes.Of(value.TotalBytes)}"));
    }

    public void Dispose() => Paint("");

    private void Paint(string line)
    {
        lock (gate)
        {
            if (line == painted) return;
            error.Write($"\r\e[K{line}");
            error.Flush();
            painted = line;
        }
    }
}
