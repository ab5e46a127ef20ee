using System.CommandLine;
using Compliance.Formats.Reading;
using Compliance.Policy.HumanEvidence;
using Compliance.Policy.Library;
using Compliance.Service.Auditing;
using Compliance.Service.CommandLine;
using Compliance.Service.Verbs.Signing;

namespace Compliance.Service.Verbs.HumanEvidence;

/// <summary><c>compliance evidence add</c>: records what a person collected.</summary>
internal static class EvidenceAddVerb
{
    public static Command Build(CommandContext context, Option<string?> data)
    {
        Argument<string> file = new("file") { Description = "What was collected: notes, document, screenshot, ticket, export" };
        var folder = EvidenceOptions.Folder();
        Option<string> kind = EvidenceOptions.Required("--kind", "What it is", "interview|document|screenshot|ticket|export");
        Option<string> method = EvidenceOptions.Required("--method", "Method of SP 800-53A by which it was obtained", "examine|interview|test");
        Option<string[]> objectives = new("--objective") { Description = "Objective or rule that it speaks to, as the catalogs write it; may be repeated", HelpName = "id", Required = true };
        Option<string> actor = EvidenceOptions.Required("--actor", "Who collected it", "name");
        Option<string> role = EvidenceOptions.Required("--role", "In which role", "text");
        Option<string> collected = EvidenceOptions.Required("--collected-on", "Day on which it was collected", "day");
        Option<string> expires = EvidenceOptions.Required("--expires-on", "Last day on which it counts", "day");
        Option<string?> finding = new("--finding") { Description = "supports (default) or contradicts", HelpName = "word" };
        Option<string?> about = new("--about") { Description = "What is in it, for readers", HelpName = "text" };
        Option<string?> system = new("--system") { Description = "System file: the record then counts for this system only", HelpName = "file" };
        Option<string?> id = new("--id") { Description = "Name of the record (default: kind and digest)", HelpName = "id" };
        Option<bool> sign = new("--sign") { Description = "Sign the record, with --key or the identity of the data directory" };
        var key = new SigningKeyOptions(data);
        Option<bool> json = JsonOption.Create();
        var verb = new Command("add", "Records human evidence with method, objectives, person and expiry")
        {
            file, folder, kind, method, objectives, actor, role, collected, expires, finding, about, system, id, sign, json,
        };
        key.AddTo(verb);
        verb.SetAction(parsed =>
        {
            var path = parsed.GetValue(file)!;
            var target = parsed.GetValue(folder)!;
            var content = EvidenceOptions.ReadContent(path);
            var writing = new EvidenceWriting(target);
            var hex = Compliance.Cryptography.Hashing.Digests.Sha256(content).Hex;
            var name = parsed.GetValue(id) ?? $"{parsed.GetValue(kind)}-{hex[..12]}";
            writing.Line("id", name);
            if (SystemOf(parsed.GetValue(system)) is { } systemId) writing.Line("system", systemId);
            writing.Line("kind", parsed.GetValue(kind)!).Line("method", parsed.GetValue(method)!).Texts("objectives", parsed.GetValue(objectives)!);
            if (parsed.GetValue(finding) is { } found) writing.Line("finding", found);
            if (parsed.GetValue(about) is { } said) writing.Line("about", said);
            writing.Line("actor", parsed.GetValue(actor)!).Line("role", parsed.GetValue(role)!)
                .Line("collectedOn", parsed.GetValue(collected)!).Line("expiresOn", parsed.GetValue(expires)!).Content(Path.GetFileName(path), hex);
            var reading = EvidenceRecord.Read(writing.Bytes, $"{name}{EvidenceRecord.Extension}");
            if (!reading.TryGet(out _)) throw new VerbFailure(ExitCodes.Usage, "this is no record", "what it may say: compliance help evidence", reading.Defects);
            var written = writing.Write($"{name}{EvidenceRecord.Extension}");
            writing.Keep(content);
            EvidenceOptions.Say(context.Terminal, parsed.GetValue(json), name, written, hex);
            if (parsed.GetValue(sign)) key.Sign(parsed, context, written, writing.Bytes, json: false, quiet: parsed.GetValue(json));
            return ExitCodes.Good;
        });
        return verb;
    }

    private static string? SystemOf(string? file)
    {
        if (file is null) return null;
        var given = CallerFiles.Read(null, [], file, Limits.Default);
        return SystemFile.Read(given.System!.Value, file).Required().Document.Id;
    }
}
