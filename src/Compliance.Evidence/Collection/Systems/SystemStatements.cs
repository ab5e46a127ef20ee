using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Policy.Documents;
using Compliance.Policy.Facts;
using Compliance.Policy.Library;

namespace Compliance.Evidence.Collection.Systems;

/// <summary>The parts of the system file that speak of one image: services whose patterns mean it.</summary>
/// <param name="Document">Null without a system file, and for one that can't be read (assessments refuse those).</param>
/// <param name="Services">With their place in the document's list.</param>
internal sealed record SystemStatements(SystemDocument? Document, ImmutableArray<(ServiceDocument Service, int Index)> Services)
{
    /// <summary>Nodes of the inventory that run one of <see cref="Services"/> (all of them where the system file names no service of the image), with their place in its list.</summary>
    public ImmutableArray<(NodeDocument Node, int Index)> Nodes { get; private init; } = [];

    /// <summary>Day of the node inventory, ISO date; empty without one.</summary>
    public string NodesDated { get; private init; } = "";

    public static SystemStatements Of(ImageEvidence image, Limits limits) => image.Derived(evidence => Read(evidence, limits));

    /// <summary>
    /// What the declared uses of a module say of its operational environment: the weakest of them. The certificate's own list of environments is in no catalog
    /// here, so the word says that it is a declaration.
    /// </summary>
    public Knowable<string> EnvironmentOf(string module)
    {
        var stated = Services.SelectMany(service => service.Service.Uses).Where(use => use.Module == module && use.Environment is not null).ToList();
        if (stated.Count == 0) return Knowable<string>.Unknown("no operational environment is stated");
        if (stated.FirstOrDefault(use => use.EnvironmentIs is null) is { } open)
            return Knowable<string>.Unknown($"{open.Name}: the system file does not say whether the certificate names the environment {open.Environment} (environmentIs)");
        if (NodesDated.Length > 0 && stated.FirstOrDefault(use => Nodes.All(node => node.Node.Environment != use.Environment)) is { } elsewhere)
            return Knowable<string>.Unknown($"{elsewhere.Name}: no node of the inventory has the environment {elsewhere.Environment}");
        return Knowable<string>.Known(stated.All(use => use.EnvironmentIs == EnvironmentBasis.Tested) ? "declared-tested" : "declared-affirmed");
    }

    private static SystemStatements Read(ImageEvidence image, Limits limits)
    {
        var statements = image.System is { } file && file.Fits(limits) && SystemFile.Read(file.ReadAll(limits), file.Item.Origin, limits).TryGet(out var system)
            ? new SystemStatements(system.Document, [.. system.Document.Services.Select((service, index) => (service, index)).Where(one => one.service.Runs(Names(image)))])
            : new SystemStatements(null, []);
        if (image.Nodes is not { } nodes || !nodes.Fits(limits) || !NodeInventory.Read(nodes.ReadAll(limits), nodes.Item.Origin, limits).TryGet(out var inventory)) return statements;
        var names = statements.Services.Select(service => service.Service.Name).ToHashSet(StringComparer.Ordinal);
        return statements with
        {
            NodesDated = inventory.Dated,
            Nodes = [.. inventory.Nodes.Select((node, index) => (node, index)).Where(one => one.node.Services.IsEmpty || names.Count == 0 || one.node.Services.Any(names.Contains))],
        };
    }

    /// <summary>What the image is called: its digest, that of its index, and the reference as typed.</summary>
    public static ImmutableArray<string> Names(ImageEvidence image) =>
        [.. new[] { image.Subject.ToString(), image.Index?.Item.Sha256.ToString() ?? "", image.Reference }.Where(name => name.Length > 0)];
}
