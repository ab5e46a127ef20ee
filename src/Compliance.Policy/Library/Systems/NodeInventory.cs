using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Yaml;
using Compliance.Policy.Documents;

namespace Compliance.Policy.Library;

/// <summary>Reads node inventories: operational environment and FIPS flag of the hosts that containers run on.</summary>
public static class NodeInventory
{
    /// <summary>Every defect is reported; any refuses the file. A list that is shorter than the platform's count is one.</summary>
    /// <param name="name">Name for locators.</param>
    public static Reading<NodeInventoryDocument> Read(ReadOnlyMemory<byte> bytes, string name, Limits limits)
    {
        var tree = YamlTree.Read(bytes, name, limits);
        if (!tree.TryGet(out var root)) return Readings.Reject<NodeInventoryDocument>(tree.Defects);
        var defects = new DefectCollector(limits);
        var document = NodeInventoryReader.Read(root, new DocumentText(name, bytes, defects));
        return document is null || defects.Count > 0 ? Readings.Reject<NodeInventoryDocument>(defects.ToImmutable()) : Readings.Accept(document);
    }
}
