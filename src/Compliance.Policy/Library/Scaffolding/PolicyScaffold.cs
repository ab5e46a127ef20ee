using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Compliance.Policy.Documents;
using Compliance.Policy.Expressions;
using Compliance.Policy.Facts.Schema;

namespace Compliance.Policy.Library.Scaffolding;

/// <summary>
/// The files of a new policy: one check that stands for the real one, and a case that is met, one that is not and one that is unknown. They lint
/// and test as they are, and no change of the check survives its cases.
/// </summary>
public static class PolicyScaffold
{
    /// <summary>Families that are folders of something else.</summary>
    private static readonly ImmutableArray<string> Taken = ["profiles", "catalogs"];

    /// <summary>Whether <c>family/id</c> is written as names of policies are.</summary>
    public static bool IsName(string family, string id) =>
        !Taken.Contains(family) && Matches(family) && Matches(id);

    /// <param name="framework">A catalog that the library has.</param>
    /// <param name="control">A control of it.</param>
    /// <exception cref="ArgumentException">The name is none; see <see cref="IsName"/>.</exception>
    public static ImmutableArray<PolicyFile> Make(string family, string id, SubjectKind subject, string framework, string control)
    {
        if (!IsName(family, id)) throw new ArgumentException($"'{family}/{id}' is no name of a policy", nameof(id));
        var kind = FactSchema.Of(PolicyVariables.KindOf(subject));
        var field = FieldOf(subject, kind);
        var folder = $"{family}/{id}";
        return
        [
            File($"{folder}/README.md", $"# {id}\n\nSay what the policy judges, and what it can't know.\n"),
            File($"{folder}/cases/met.yaml", Case($"the {field} is there", kind, field, "something", "met", id)),
            File($"{folder}/cases/not-met.yaml", Case($"the {field} is empty", kind, field, "\"\"", "not met", id)),
            File($"{folder}/cases/unknown.yaml", Case($"nobody could say what the {field} is", kind, field, "{ unknown: not collected }", "unknown", id)),
            File($"{folder}/policy.yaml", Policy(id, kind, subject, field, framework, control)),
        ];
    }

    private static string FieldOf(SubjectKind subject, FactKindSchema kind)
    {
        var field = subject switch
        {
            SubjectKind.Image => "user",
            SubjectKind.Sbom => "created",
            SubjectKind.Signature => "signer",
            SubjectKind.Attestation => "signer",
            SubjectKind.Provenance => "sourceUri",
            SubjectKind.Vulnerability => "id",
            _ => "version",
        };
        return kind.OrdinalOf(field) >= 0 ? field : kind.Fields.First(candidate => candidate.Type == FactFieldType.Text).Name;
    }

    private static string Policy(string id, FactKindSchema kind, SubjectKind subject, string field, string framework, string control)
    {
        var item = kind.IsSingle ? kind.Variable : kind.Item;
        var population = kind.IsSingle ? "" : $"population: counts.{kind.Variable}          # how many there are, counted from another source than the list\n";
        return $$"""
            # yaml-language-server: $schema=../../policy.schema.json
            id: {{id}}
            title: Every {{kind.Word}} has its {{field}}
            rationale: Say why it is asked for.
            subject: {{DocumentReader.WordOf(subject)}}
            require:
              - id: {{Hyphened(field)}}
                check: {{item}}.{{field}} != ""
                otherwise: the {{field}} is empty
                remedy: Say what to do about it.
            {{population}}severity: moderate
            controls:
              - { framework: {{framework}}, id: {{control}}, source: Say where it is read that the policy speaks to this control }

            """.ReplaceLineEndings("\n");
    }

    private static string Case(string about, FactKindSchema kind, string field, string value, string verdict, string id)
    {
        var facts = kind.IsSingle ? $"{kind.Variable}: {{ {field}: {value} }}" : $"{kind.Variable}: [ {{ {field}: {value} }} ]\n  counts: {{ {kind.Variable}: 1 }}";
        var because = verdict == "met" ? "" : $"because: [ {id}/{Hyphened(field)} ]\n";
        return $"# yaml-language-server: $schema=../../../case.schema.json\nabout: {about}\ngiven:\n  {facts}\nexpect: {verdict}\n{because}";
    }

    private static string Hyphened(string field) => string.Concat(field.Select(letter => char.IsAsciiLetterUpper(letter) ? $"-{char.ToLowerInvariant(letter)}" : $"{letter}"));

    private static bool Matches(string name) => Regex.IsMatch(name, DocumentPatterns.Id, RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant) && !name.EndsWith('\n');

    private static PolicyFile File(string path, string text) => new(path, Encoding.UTF8.GetBytes(text));
}
