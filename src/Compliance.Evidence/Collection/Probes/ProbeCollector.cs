using System.Collections.Immutable;
using System.Globalization;
using Compliance.Evidence.Collection.Files;
using Compliance.Evidence.Probing;
using Compliance.Evidence.Raw;
using Compliance.Formats.Reading;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Collection.Probes;

/// <summary>
/// What programs of the image answered, read from the record of their run: nothing runs here. An image without probes has an empty list, since the package says that none were
/// asked for; one whose answers are missing or can't be used has gaps.
/// </summary>
public sealed class ProbeCollector : ICollector
{
    public string Id => "probes@1";

    public void Collect(ImageEvidence image, CollectionContext context, FactSetBuilder facts)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(facts);
        facts.Cover(FactKind.Probe, Coverage.Complete);
        var source = image.Observations.FirstOrDefault(document => document.Item.Origin == ProbeRecord.Name);
        if (source is null)
        {
            if (image.Probed) facts.Gap(ProbeCodes.RecordMissing, FactKind.Probe, new Locator(ProbeRecord.Name), "probes were asked for, and there is no record of them");
            return;
        }

        if (!source.Fits(context.Limits))
        {
            facts.Gap(ProbeCodes.RecordUnreadable, FactKind.Probe, source.Locate(), $"{source.Item.Size} bytes are too many");
            return;
        }

        var reading = ProbeRecordReader.Read(source.ReadAll(context.Limits), context.Limits);
        if (reading.TryGet(out var record)) new Run(image, context, facts, source, record).Collect();
        else facts.Gaps(FactKind.Probe, reading.Defects);
    }

    private sealed class Run
    {
        private readonly FactSetBuilder facts;
        private readonly RawDocument source;
        private readonly ProbeRecord record;
        private readonly ProbedModules modules;
        private readonly ImmutableArray<Probe> plan;

        public Run(ImageEvidence image, CollectionContext context, FactSetBuilder facts, RawDocument source, ProbeRecord record)
        {
            (this.facts, this.source, this.record) = (facts, source, record);
            var scan = ScanRecord.Of(image, context.Limits).Document;
            modules = new ProbedModules(scan, [.. facts.Found<CryptoModuleFact>()]);
            plan = ProbeAcquisition.Config(image, context.Limits) is { } config ? ProbePlan.Of(config, image.Root, scan) : [];
            var left = ProbePlan.GoPrograms(scan).Skip(ProbePlan.MaxGoPrograms).Count();
            if (left > 0) Gap(ProbeCodes.NoAnswer, $"{left} further Go programs were not started: {ProbePlan.MaxGoPrograms} are");
        }

        public void Collect()
        {
            if (record.Refused is { } refused)
            {
                Gap(ProbeCodes.NotStartable, refused);
                return;
            }

            // The answers must be those to the questions that this image gets: another record may be of another image.
            var asked = plan.ToDictionary(probe => probe.Key, StringComparer.Ordinal);
            var answers = new Dictionary<string, (ProbeResult Result, ProbeAnswer Answer, int Index)>(StringComparer.Ordinal);
            for (var index = 0; index < record.Results.Length; index++)
            {
                var result = record.Results[index];
                if (asked.TryGetValue(result.Probe.Key, out var probe) && IsSame(probe, result.Probe) && answers.TryAdd(probe.Key, (result, ProbeAnswers.Read(result), index))) continue;
                Gap(ProbeCodes.RecordUnreadable, $"{result.Probe.Name} of {result.Probe.Program} is no question to this image, or stands twice");
            }

            foreach (var probe in plan)
            {
                if (answers.TryGetValue(probe.Key, out var found)) Add(found.Result, Plausible(found.Answer, probe, answers), found.Index);
                else Gap(ProbeCodes.RecordMissing, $"{probe.Name} of {probe.Program} has no answer in the record");
            }
        }

        /// <summary>Where not even an approved hash is answered, a refusal of MD5 shows a broken configuration and no mode.</summary>
        private static ProbeAnswer Plausible(ProbeAnswer answer, Probe probe, Dictionary<string, (ProbeResult Result, ProbeAnswer Answer, int Index)> answers)
        {
            if (probe.Name is not (ProbeQuestions.Md5 or ProbeQuestions.DefaultProperties) || answer.Approved is not { IsKnown: true, Value: true }) return answer;
            return answers.TryGetValue($"{ProbeQuestions.ApprovedHash}/{probe.Program}", out var hash) && hash.Answer.Approved is { IsKnown: true, Value: true }
                ? answer
                : answer with { Approved = Knowable<bool>.Unknown("SHA-256 is not answered either: nothing works, in no mode") };
        }

        private void Add(ProbeResult result, ProbeAnswer answer, int index)
        {
            var answering = modules.Of(result.Probe);
            var (agreement, detail) = Agree(result.Probe, answer, answering);
            if (!answer.Approved.IsKnown) Gap(ProbeCodes.NoAnswer, $"{result.Probe.Name} of {result.Probe.Program}: {answer.Approved.Reason}");
            var fact = new ProbeFact
            {
                Name = result.Probe.Name,
                Program = result.Probe.Program,
                ProgramSha256 = result.Probe.ProgramSha256.Hex,
                Command = result.Probe.Command,
                ExitCode = result.ExitCode is { } code ? Knowable<long>.Known(code) : Knowable<long>.Unknown("it was killed"),
                Seen = answer.Seen,
                Approved = answer.Approved,
                Modules = [.. answering.Select(module => module.Path).Distinct(StringComparer.Ordinal)],
                Agreement = agreement,
                Detail = detail,
                HostFips = record.Machine.HostFips,
            };
            facts.Add(result.Probe.Key, fact, new FactSource(source.Item.Sha256, source.Locate(pointer: $"/results/{index.ToString(CultureInfo.InvariantCulture)}")), Reperformance.Carried);
        }

        private static (Knowable<string> Agreement, string Detail) Agree(Probe probe, ProbeAnswer answer, ImmutableArray<CryptoModuleFact> answering)
        {
            if (answering.IsEmpty) return (Knowable<string>.Known("neither"), "no module of the image is known to have answered");
            if (!answer.Approved.IsKnown) return (Knowable<string>.Unknown(answer.Approved.Reason), "no usable answer");
            if (ProbedModules.Expected(probe, answering) is not { } expected) return (Knowable<string>.Known("neither"), "the image's bytes leave it open");
            if (probe.Name == ProbeQuestions.ApprovedHash && !expected) return (Knowable<string>.Known("neither"), "every module answers this");
            return (Knowable<string>.Known(expected == answer.Approved.Value ? "confirms" : "contradicts"), $"the image's bytes say: {Said(probe, expected)}");
        }

        private static string Said(Probe probe, bool expected) => (probe.Name, expected) switch
        {
            (ProbeQuestions.GoSelfTest, true) => "the integrity value is ok",
            (ProbeQuestions.GoSelfTest, false) => "the integrity value is broken",
            (ProbeQuestions.DefaultProperties, true) => "default_properties is fips=yes",
            (ProbeQuestions.DefaultProperties, false) => "default_properties is not fips=yes",
            (ProbeQuestions.Providers or ProbeQuestions.ApprovedHash or ProbeQuestions.Java, true) => "a module with a FIPS mode is on",
            (ProbeQuestions.Providers or ProbeQuestions.ApprovedHash or ProbeQuestions.Java, false) => "no module with a FIPS mode is on",
            (_, true) => "only a module in its approved mode answers",
            (_, false) => "a module that is in no approved mode answers",
        };

        private static bool IsSame(Probe one, Probe other) => one.ProgramSha256 == other.ProgramSha256 && one.Command.SequenceEqual(other.Command, StringComparer.Ordinal) && one.Environment.SequenceEqual(other.Environment);

        private void Gap(DiagnosticCode code, string message) => facts.Gap(code, FactKind.Probe, source.Locate(), message);
    }
}
