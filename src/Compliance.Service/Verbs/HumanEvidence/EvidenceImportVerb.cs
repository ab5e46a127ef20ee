using System.CommandLine;
using Compliance.Cryptography.Hashing;
using Compliance.Formats.Benchmarks;
using Compliance.Formats.Reading;
using Compliance.Policy.Benchmarks;
using Compliance.Service.CommandLine;

namespace Compliance.Service.Verbs.HumanEvidence;

/// <summary><c>compliance evidence import</c>: takes in results of a benchmark that another tool computed.</summary>
internal static class EvidenceImportVerb
{
    public static Command Build(CommandContext context)
    {
        Argument<string> file = new("file") { Description = "Results: XCCDF, ARF, CKL, CKLB or HDF, as the tool wrote them" };
        var folder = EvidenceOptions.Folder();
        Option<string> image = EvidenceOptions.Required("--image", "Digest of the image manifest or index that was tested", "sha256:…");
        Option<string> collected = EvidenceOptions.Required("--collected-on", "Day on which it was tested", "day");
        Option<string> expires = EvidenceOptions.Required("--expires-on", "Last day on which it counts", "day");
        Option<string?> id = new("--id") { Description = "Name of the import (default: format and digest)", HelpName = "id" };
        Option<bool> json = JsonOption.Create();
        var verb = new Command("import", "Takes in benchmark results for one image") { file, folder, image, collected, expires, id, json };
        verb.SetAction(parsed =>
        {
            var path = parsed.GetValue(file)!;
            var content = EvidenceOptions.ReadContent(path);
            var reading = BenchmarkReaders.Read(new MemoryStream(content, writable: false), path, Limits.Default);
            if (!reading.TryGet(out var reports)) throw VerbFailure.Unreadable(path, reading.Defects, "which formats are read: compliance help evidence");
            var hex = Digests.Sha256(content).Hex;
            var name = parsed.GetValue(id) ?? $"{reports[0].Format.ToString().ToLowerInvariant()}-{hex[..12]}";
            var place = $"{BenchmarkImport.Folder}{name}{BenchmarkImport.Extension}";
            var writing = new EvidenceWriting(parsed.GetValue(folder)!).Line("id", name).Line("image", parsed.GetValue(image)!)
                .Line("collectedOn", parsed.GetValue(collected)!).Line("expiresOn", parsed.GetValue(expires)!).Content(Path.GetFileName(path), hex);
            var import = BenchmarkImport.Read(writing.Bytes, place);
            if (!import.TryGet(out _)) throw new VerbFailure(ExitCodes.Usage, "this is no import", "what it may say: compliance help evidence", import.Defects);
            var written = writing.Write(place);
            writing.Keep(content);
            var at = context.Clock.GetUtcNow();
            var results = BenchmarkJudgement.Judge([new PresentedBenchmark(place, import, reading)], [], at);
            EvidenceOptions.Say(context.Terminal, parsed.GetValue(json), name, written, hex);
            if (!parsed.GetValue(json)) EvidenceLines.Write(context.Terminal, [], results, "");
            return ExitCodes.Good;
        });
        return verb;
    }
}
