using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Yaml;
using Compliance.Policy.Documents;

namespace Compliance.Policy.Library;

/// <summary>The system that an evaluation speaks for: what <c>system.yaml</c> says, or a neutral default that says it is one.</summary>
public sealed class SystemFile
{
    private readonly IReadOnlyDictionary<string, Locator> places;

    private SystemFile(SystemDocument document, bool isDefault, IReadOnlyDictionary<string, Locator> places) =>
        (Document, IsDefault, this.places) = (document, isDefault, places);

    /// <summary>No system file: nothing is declared, defaults are used.</summary>
    public static SystemFile Neutral { get; } = new(
        new SystemDocument { Id = "no-system-file", Title = "No system file: defaults used", Dated = "" },
        isDefault: true,
        new Dictionary<string, Locator>(StringComparer.Ordinal));

    public SystemDocument Document { get; }

    public bool IsDefault { get; }

    /// <summary>Every defect is reported; any refuses the file.</summary>
    /// <param name="name">Name for locators.</param>
    public static Reading<SystemFile> Read(ReadOnlyMemory<byte> bytes, string name, Limits? limits = null)
    {
        limits ??= Limits.Default;
        var tree = YamlTree.Read(bytes, name, limits);
        if (!tree.TryGet(out var root)) return Readings.Reject<SystemFile>(tree.Defects);
        var defects = new DefectCollector(limits);
        var text = new DocumentText(name, bytes, defects);
        var document = SystemDocumentReader.Read(root, text);
        foreach (var (place, term) in text.Values.SelectMany(value => RegulatedTerms.FindIn(value.Text).Select(term => (value.Place, term))))
            defects.Add(PolicyDiagnostics.AmbiguousTerm, place, $"'{term}' is no term of NIST (FRR8): a module is validated, an update stream of a validated one, in process, or neither");
        return document is null || defects.Count > 0
            ? Readings.Reject<SystemFile>(defects.ToImmutable())
            : Readings.Accept(new SystemFile(document, isDefault: false, text.Places));
    }

    /// <summary>Where a text of the file stands, by its path (<c>parameters/no-shell/allowed</c>).</summary>
    public Locator PlaceOf(string path) => places.TryGetValue(path, out var locator) ? locator : new Locator("system.yaml");
}
