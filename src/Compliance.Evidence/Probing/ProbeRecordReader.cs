using System.Collections.Immutable;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Evidence.Probing;

/// <summary>Reads the record of an image's probes. Strict: what is missing, of another kind or contradicts its digest rejects all of it.</summary>
public static class ProbeRecordReader
{
    public static Reading<ProbeRecord> Read(ReadOnlyMemory<byte> bytes, Limits limits)
    {
        var json = StrictJson.Read(bytes, ProbeRecord.Name, limits);
        return json.TryGet(out var tree) ? new Pass(limits).Run(tree.Root) : Readings.Reject<ProbeRecord>(json.Defects);
    }

    private sealed class Pass(Limits limits)
    {
        private readonly DefectCollector defects = new(limits);

        public Reading<ProbeRecord> Run(JsonValue root)
        {
            if (Text(root, "schema") is not ProbeRecord.Schema) defects.Add(ProbeCodes.RecordUnreadable, root["schema"], $"not {ProbeRecord.Schema}");
            var machine = root.RequiredMap("machine", defects);
            var record = new ProbeRecord(
                new ProbeMachine(Text(machine, "architecture"), Text(machine, "kernel"), Text(machine, "hostFips"), Text(machine, "sandbox")),
                root.OptionalText("refused", defects),
                [.. root.RequiredList("results", defects).Items.Select(Result).OfType<ProbeResult>()]);
            return defects.Count == 0 ? Readings.Accept(record) : Readings.Reject<ProbeRecord>(defects.ToImmutable());
        }

        private ProbeResult? Result(JsonValue row)
        {
            if (!Digest.TryParse(row.RequiredText("programSha256", defects), out var sha256))
            {
                defects.Add(ProbeCodes.RecordUnreadable, row, "a probe without its program's digest");
                return null;
            }

            var environment = row.RequiredMap("environment", defects).Members.ToImmutableSortedDictionary(member => member.Name, member => member.Value.AsText ?? "", StringComparer.Ordinal);
            var probe = new Probe(Text(row, "name"), Text(row, "program"), sha256, [.. row.RequiredList("command", defects).Items.Select(item => item.AsText).OfType<string>()], environment);
            return new ProbeResult(probe, ExitCode(row), Stream(row, "output"), Stream(row, "error"));
        }

        private int? ExitCode(JsonValue row) => row.OptionalInt64("exitCode", defects) is { } code ? (int)Math.Clamp(code, int.MinValue, int.MaxValue) : null;

        private ProbeStream Stream(JsonValue row, string name)
        {
            var map = row.RequiredMap(name, defects);
            var stream = new ProbeStream(Text(map, "text"), map.RequiredInt64("bytes", defects) ?? 0, Text(map, "sha256"));
            if (!stream.IsConsistent) defects.Add(ProbeCodes.RecordUnreadable, map, "the text is not that of its length and digest");
            return stream;
        }

        private string Text(JsonValue map, string name) => map.RequiredText(name, defects) ?? "";
    }
}
