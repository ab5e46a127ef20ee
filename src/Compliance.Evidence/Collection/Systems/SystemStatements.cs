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
        return Knowable<string>.Known(stated.All(use => use.EnvironmentIs == EnvironmentBasis.Tested) ? "declared-tested" : "declared-affirmed");
    }

    private static SystemStatements Read(ImageEvidence image, Limits limits)
    {
        if (image.System is not { } file || !file.Fits(limits) || !SystemFile.Read(file.ReadAll(limits), file.Item.Origin, limits).TryGet(out var system)) return new SystemStatements(null, []);
        return new SystemStatements(system.Document, [.. system.Document.Services.Select((service, index) => (service, index)).Where(one => one.service.Runs(Names(image)))]);
    }

    /// <summary>What the image is called: its digest, that of its index, and the reference as typed.</summary>
    public static ImmutableArray<string> Names(ImageEvidence image) =>
        [.. new[] { image.Subject.ToString(), image.Index?.Item.Sha256.ToString() ?? "", image.Reference }.Where(name => name.Length > 0)];
}
