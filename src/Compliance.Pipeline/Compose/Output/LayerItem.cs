using Compliance.Pipeline.Compose.Files;

namespace Compliance.Pipeline.Compose.Output;

/// <summary>One entry of a layer.</summary>
/// <param name="ModifiedUnixSeconds">Instead of the node's; folders of a layer take the time of what they are written for.</param>
/// <param name="Content">Instead of the node's.</param>
internal sealed record LayerItem(string Path, ImageNode Node, long ModifiedUnixSeconds, ReadOnlyMemory<byte>? Content)
{
    public static LayerItem Of(string path, ImageNode node) => new(path, node, node.ModifiedUnixSeconds, null);
}
