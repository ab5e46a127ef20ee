using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Yaml;
using Compliance.Policy.Documents;

namespace Compliance.Policy.Library;

/// <summary>Reads the documents of a library: which file is what, each document's structure, and that names and places agree.</summary>
internal sealed class LibraryDocuments(Limits limits, DefectCollector defects)
{
    public SortedDictionary<string, Policy> Policies { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, Profile> Profiles { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, ControlCatalogDocument> Catalogs { get; } = new(StringComparer.Ordinal);

    /// <summary>What is asked of an image; null when there is no such list.</summary>
    public (CheckCatalogDocument Document, DocumentText Text)? Checks { get; private set; }

    /// <summary>Days that hold for every system.</summary>
    public ImmutableArray<DatedEventDocument> Dates { get; private set; } = [];

    /// <summary>Until when operating systems are supported; null when there is no such list. It has to be read before the policies that add it.</summary>
    public SupportDocument? Support { get; private set; }

    /// <summary>Ids of all policies that have a file, good or bad.</summary>
    public HashSet<string> Named { get; } = new(StringComparer.Ordinal);

    public void Read(PolicyFile file)
    {
        switch (file.Path.Split('/'))
        {
            case ["profiles", var name] when IsYaml(name):
                ReadProfile(file, NameOf(name));
                break;
            case ["catalogs", "controls", var name] when IsYaml(name):
                ReadCatalog(file, NameOf(name));
                break;
            case ["catalogs", "checks.yaml"]:
                ReadChecks(file);
                break;
            case ["catalogs", "dates.yaml"]:
                if (Bind(file, DatesReader.Read) is var (dates, _)) Dates = dates.Dates;
                break;
            case ["catalogs", "support.yaml"]:
                ReadSupport(file);
                break;
            case [not ("profiles" or "catalogs"), var folder, "policy.yaml"]:
                ReadPolicy(file, folder);
                break;
        }
    }

    private static bool IsYaml(string name) => name.EndsWith(".yaml", StringComparison.Ordinal);

    private static string NameOf(string fileName) => fileName[..^".yaml".Length];

    private void ReadPolicy(PolicyFile file, string folder)
    {
        Named.Add(folder);
        if (Bind(file, PolicyDocumentReader.Read) is not var (written, text)) return;
        var document = CatalogParameters.Fill(written, Support, path => text.Places.TryGetValue(path, out var place) ? place : new Locator(file.Path), defects);
        CheckName(document.Id, folder, "folder", text, "id");
        Repeats(document.Require.Select(check => check.Id), text, index => FormattableString.Invariant($"require/{index}/id"));
        var found = new DefectCollector(limits);
        var compiled = PolicyCompiler.Compile(document, path => text.Places.TryGetValue(path, out var place) ? place : new Locator(file.Path), found);
        foreach (var defect in found.ToImmutable()) defects.Add(defect with { Locator = text.Unfold(defect.Locator) });
        if (compiled is null) return;
        var policy = new Policy(document, file.Path[..file.Path.IndexOf('/', StringComparison.Ordinal)], file.Path, text, compiled);
        if (!Policies.TryAdd(document.Id, policy)) defects.Add(PolicyDiagnostics.Repeated, policy.PlaceOf("id"), $"the policy {document.Id} is already in {Policies[document.Id].Path}");
    }

    private void ReadProfile(PolicyFile file, string name)
    {
        if (Bind(file, ProfileDocumentReader.Read) is not var (document, text)) return;
        CheckName(document.Id, name, "file", text, "id");
        Repeats(document.Policies.Select(policy => policy.Id), text, index => FormattableString.Invariant($"policies/{index}/id"));
        Profiles[document.Id] = new Profile(document, file.Path, text.Places);
    }

    private void ReadCatalog(PolicyFile file, string name)
    {
        if (Bind(file, ControlCatalogReader.Read) is not var (document, text)) return;
        CheckName(document.Framework, name, "file", text, "framework");
        Repeats(document.Controls.Select(control => control.Id), text, index => FormattableString.Invariant($"controls/{index}/id"));
        Catalogs[document.Framework] = document;
    }

    private void ReadChecks(PolicyFile file)
    {
        if (Bind(file, CheckCatalogReader.Read) is not var (document, text)) return;
        Repeats(document.Checks.Select(check => check.Id), text, index => FormattableString.Invariant($"checks/{index}/id"));
        Checks = (document, text);
    }

    private void ReadSupport(PolicyFile file)
    {
        if (Bind(file, SupportReader.Read) is not var (document, text)) return;
        Repeats(document.Releases.Select(release => $"{release.Id} {release.Version}"), text, index => FormattableString.Invariant($"releases/{index}/version"));
        Repeats(document.Rolling.Select(system => system.Id), text, index => FormattableString.Invariant($"rolling/{index}/id"));
        Support = document;
    }

    private (T Document, DocumentText Text)? Bind<T>(PolicyFile file, Func<YamlNode, DocumentText, T?> read)
        where T : class
    {
        var reading = YamlTree.Read(file.Content, file.Path, limits);
        if (!reading.TryGet(out var root))
        {
            defects.AddRange(reading.Defects);
            return null;
        }

        var before = defects.Count;
        var text = new DocumentText(file.Path, file.Content, defects);
        return read(root, text) is { } document && defects.Count == before ? (document, text) : null;
    }

    private void CheckName(string name, string place, string kind, DocumentText text, string path)
    {
        if (name != place) defects.Add(PolicyDiagnostics.Misplaced, text.Places[path], $"'{name}' lies in the {kind} '{place}'; the two names have to be the same");
    }

    private void Repeats(IEnumerable<string> names, DocumentText text, Func<int, string> path)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var index = 0;
        foreach (var name in names)
        {
            if (!seen.Add(name)) defects.Add(PolicyDiagnostics.Repeated, text.Places[path(index)], $"'{name}' stands here twice");
            index++;
        }
    }
}
