using System.Collections.Immutable;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Policy.Results;

namespace Compliance.Evidence.Packaging.Documents;

/// <summary>Reads <c>results.json</c> back.</summary>
internal static class ResultsReader
{
    public static Reading<Evaluation> Read(ReadOnlyMemory<byte> bytes, string document, Limits limits)
    {
        var json = StrictJson.Read(bytes, document, limits);
        if (!json.TryGet(out var tree)) return Readings.Reject<Evaluation>(json.Defects);
        var defects = new DefectCollector(limits);
        var evaluation = ReadEvaluation(tree.Root, defects);
        if (evaluation is not null && defects.Count == 0 && !ResultsDocument.Write(evaluation).AsSpan().SequenceEqual(bytes.Span))
            defects.Add(ResultsCodes.Spelling, new Locator(document), "not the canonical form of what it says, or the verdict is not the one of the results");
        return evaluation is not null && defects.Count == 0 ? Readings.Accept(evaluation) : Readings.Reject<Evaluation>(defects.ToImmutable());
    }

    private static Evaluation? ReadEvaluation(JsonValue root, DefectCollector defects)
    {
        var profile = root.RequiredMap("profile", defects);
        var (engine, id, title) = (root.RequiredText("engine", defects), profile.RequiredText("id", defects), profile.RequiredText("title", defects));
        var (policySet, evaluatedAt) = (root.RequiredText("policySet", defects), Times.Parse(root.RequiredText("evaluatedAt", defects)));
        ImmutableArray<PolicyResult?> results = [.. root.OptionalMaps("results", defects).Select(result => ReadResult(result, defects))];
        if (!root["schema"].TextEquals(ResultsDocument.Schema) || engine is null || id is null || title is null || !Digest.TryParse(policySet, out var set) || evaluatedAt is not { } at)
        {
            defects.Add(ResultsCodes.Unreadable, root, $"schema, engine, profile, policy set or date is not as {ResultsDocument.Schema} says");
            return null;
        }

        return new Evaluation { Engine = engine, ProfileId = id, ProfileTitle = title, PolicySet = set, EvaluatedAt = at, Results = [.. results.OfType<PolicyResult>()], Waivers = ExceptionsDocument.ReadAll(root, defects), Objectives = ObjectivesDocument.ReadObjectives(root, defects), Needed = ObjectivesDocument.ReadNeeded(root, defects), HumanEvidence = PeopleDocument.ReadRecords(root, defects), Benchmarks = PeopleDocument.ReadBenchmarks(root, defects), PolicySignature = PeopleDocument.ReadPolicySignature(root, defects) };
    }

    private static PolicyResult? ReadResult(JsonValue value, DefectCollector defects)
    {
        string Text(string name) => value.RequiredText(name, defects) ?? "";
        if (!Digest.TryParse(Text("subject"), out var subject) || Parse(Text("verdict")) is not { } verdict || value.OptionalBoolean("carriedOnly", defects) is not { } carriedOnly)
        {
            defects.Add(ResultsCodes.Unreadable, value, "a result lacks its subject, verdict or how it is carried");
            return null;
        }

        return new PolicyResult
        {
            PolicyId = Text("policy"),
            Title = Text("title"),
            Family = Text("family"),
            Subject = subject,
            Verdict = verdict,
            Severity = Text("severity"),
            Force = Text("force"),
            Deviation = value.OptionalMap("deviation", defects) is { IsMap: true } deviation ? ReadDeviation(deviation, defects) : null,
            Judged = (int)Math.Clamp(value.RequiredInt64("judged", defects) ?? 0, int.MinValue, int.MaxValue),
            CarriedOnly = carriedOnly,
            FactIds = [.. value.OptionalTexts("facts", defects)],
            GapCodes = [.. value.OptionalTexts("gaps", defects)],
            Waivers = ExceptionsDocument.ReadApplied(value, defects),
            Reasons = [.. value.OptionalMaps("reasons", defects).Select(reason => ReadReason(reason, defects))],
            Controls = [.. value.OptionalMaps("controls", defects).Select(control => ReadControl(control, defects))],
        };
    }

    private static Reason ReadReason(JsonValue value, DefectCollector defects)
    {
        string Text(string name) => value.RequiredText(name, defects) ?? "";
        if (Parse(Text("verdict")) is not { } verdict)
        {
            defects.Add(ResultsCodes.Unreadable, value, "a reason has no verdict");
            verdict = Verdict.Unknown;
        }

        return new Reason(Text("check"), Text("item"), verdict, Text("message"), Text("remedy"), [.. value.OptionalTexts("facts", defects)])
        {
            Force = Text("force"),
            Rule = value.OptionalText("rule", defects) ?? "",
        };
    }

    private static Deviation ReadDeviation(JsonValue value, DefectCollector defects)
    {
        string Text(string name) => value.RequiredText(name, defects) ?? "";
        DeviationState? state = Text("state") switch
        {
            "missing" => DeviationState.Missing,
            "not accepted" => DeviationState.NotAccepted,
            "recorded" => DeviationState.Recorded,
            _ => null,
        };
        if (state is null) defects.Add(ResultsCodes.Unreadable, value, "a deviation has no state");
        return new Deviation(state ?? default, Text("rule"), Text("detail"), Text("reason"), Text("customerRisk"), Text("acceptedBy"), Text("acceptedOn"), Text("expires"), Text("document"));
    }

    private static ControlReference ReadControl(JsonValue value, DefectCollector defects)
    {
        string Text(string name) => value.RequiredText(name, defects) ?? "";
        return new ControlReference(Text("framework"), Text("id"), Text("objective"), Text("force"), Text("source"));
    }

    internal static Verdict? Parse(string words) => words switch
    {
        "not met" => Verdict.NotMet,
        "unknown" => Verdict.Unknown,
        "not applicable" => Verdict.NotApplicable,
        "met" => Verdict.Met,
        _ => null,
    };
}
