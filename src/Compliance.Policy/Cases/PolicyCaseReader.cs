using System.Collections.Immutable;
using System.Globalization;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Yaml;
using Compliance.Policy.Documents;
using Compliance.Policy.Library;
using Compliance.Policy.Results;

namespace Compliance.Policy.Cases;

/// <summary>Reads the cases of a library: <c>&lt;family&gt;/&lt;policy&gt;/cases/&lt;name&gt;.yaml</c>.</summary>
public static class PolicyCaseReader
{
    private static readonly DateTimeOffset DefaultDate = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    private static readonly ImmutableArray<Verdict> Verdicts = [Verdict.Met, Verdict.NotMet, Verdict.Unknown, Verdict.NotApplicable];

    /// <summary>All cases that could be read, ordered by path, with every defect of the others. Cases of unknown policies are defects.</summary>
    public static (ImmutableArray<PolicyCase> Cases, ImmutableArray<Defect> Defects) ReadAll(PolicyLibrary library, Limits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(library);
        limits ??= Limits.Default;
        var defects = new DefectCollector(limits);
        var cases = ImmutableArray.CreateBuilder<PolicyCase>();
        foreach (var file in library.Files)
        {
            if (file.Path.Split('/') is not [var family, var folder, "cases", var name] || !name.EndsWith(".yaml", StringComparison.Ordinal)) continue;
            if (!library.Policies.TryGetValue(folder, out var policy) || policy.Family != family)
            {
                defects.Add(PolicyDiagnostics.UnknownPolicy, new Locator(file.Path), $"there is no policy {family}/{folder}");
                continue;
            }

            var reading = Read(file, policy, limits);
            if (reading.TryGet(out var read)) cases.Add(read);
            else defects.AddRange(reading.Defects);
        }

        return (cases.ToImmutable(), defects.ToImmutable());
    }

    public static Reading<PolicyCase> Read(PolicyFile file, Library.Policy policy, Limits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(policy);
        limits ??= Limits.Default;
        var tree = YamlTree.Read(file.Content, file.Path, limits);
        if (!tree.TryGet(out var root)) return Readings.Reject<PolicyCase>(tree.Defects);
        var defects = new DefectCollector(limits);
        var text = new DocumentText(file.Path, file.Content, defects);
        var made = DocumentReader.Over(root, text) is { } reader ? Bind(reader, text, file, policy) : null;
        return made is null || defects.Count > 0 ? Readings.Reject<PolicyCase>(defects.ToImmutable()) : Readings.Accept(made);
    }

    private static PolicyCase? Bind(DocumentReader reader, DocumentText text, PolicyFile file, Library.Policy policy)
    {
        var about = reader.Text("about");
        var given = reader.RequiredMapping("given");
        var table = given is null ? null : new GivenFacts(given, text).Read();
        var parameters = reader.Map("params", DocumentPatterns.Name, reader.ReadValue);
        var at = Date(reader, text);
        var expect = Expect(reader, text);
        var because = reader.Texts("because");
        reader.Finish();
        ParameterValues.Override(policy, ParameterValues.Defaults(policy.Document), parameters, name => text.Places[$"params/{name}"], text.Defects);
        var checks = because.Select((entry, index) => Check(entry, index, policy, text)).Order(StringComparer.Ordinal);
        return table is null
            ? null
            : new PolicyCase(policy.Id, file.Path, about, table, parameters, at, expect, [.. checks], text.Places.GetValueOrDefault("expect", new Locator(file.Path)));
    }

    private static string Check(string entry, int index, Library.Policy policy, DocumentText text)
    {
        var place = text.Places[FormattableString.Invariant($"because/{index}")];
        if (entry.Split('/') is not [var id, var check] || id != policy.Id)
        {
            text.Defects.Add(PolicyDiagnostics.BadValue, place, $"'{entry}' has to be {policy.Id}/ and the name of a check");
            return entry;
        }

        var known = policy.Document.Require.Select(required => required.Id).Concat(["where", "population", "not-applicable", "effective"]).ToList();
        if (!known.Contains(check)) text.Defects.Add(PolicyDiagnostics.BadValue, place, $"{policy.Id} has no check '{check}'; it has {string.Join(", ", known)}");
        return check;
    }

    private static DateTimeOffset Date(DocumentReader reader, DocumentText text)
    {
        if (reader.OptionalText("at") is not { } written) return DefaultDate;
        string[] forms = ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:sszzz"];
        if (DateTimeOffset.TryParseExact(written, forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)) return at;
        text.Defects.Add(PolicyDiagnostics.BadValue, text.Places["at"], $"'{written}' is no time as RFC 3339 writes it (2026-11-23T00:00:00Z)");
        return DefaultDate;
    }

    private static Verdict Expect(DocumentReader reader, DocumentText text)
    {
        var word = reader.Text("expect");
        foreach (var verdict in Verdicts)
        {
            if (verdict.ToWords() == word) return verdict;
        }

        if (word.Length > 0) text.Defects.Add(PolicyDiagnostics.BadValue, text.Places["expect"], $"'{word}' is none of {string.Join(", ", Verdicts.Select(verdict => verdict.ToWords()))}");
        return default;
    }
}
