using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Compliance.Cryptography.Apk;
using Compliance.Cryptography.Checks;
using Compliance.Formats.Reading;
using Compliance.Pipeline.Apk.Inspecting;
using Compliance.Service.CommandLine;
using Compliance.Service.Terminals;
using Compliance.Service.Verbs.Rebuilding;

namespace Compliance.Service.Verbs.Apk;

/// <summary><c>compliance apk verify</c>: what signatures and sums of packages and indexes are worth.</summary>
internal static class ApkVerifyVerb
{
    public static Command Build(CommandContext context)
    {
        Argument<string[]> files = new("file") { Description = "Packages, indexes, or folders with them", Arity = ArgumentArity.OneOrMore };
        Option<string[]> keyring = new("--keyring") { Description = "Public key that you trust for packages (file or folder of *.pub); may be given more than once", HelpName = "file", DefaultValueFactory = _ => [] };
        Option<bool> strict = new("--no-legacy-signatures") { Description = "Take signatures over SHA-1 for none" };
        Option<bool> json = JsonOption.Create();
        var verb = new Command("verify", "Checks signatures, algorithms, datahash, sums of files and names (exit 1 when one fails, 2 when keys are missing)") { files, keyring, strict, json };
        verb.SetAction(parsed =>
        {
            var ring = RebuildInput.Keyring(parsed.GetValue(keyring)!);
            var inspection = new ApkInspection(ring, !parsed.GetValue(strict), Limits.Default);
            var found = parsed.GetValue(files)!.SelectMany(path => Inspect(inspection, path)).ToImmutableArray();
            if (parsed.GetValue(json)) JsonOutput.Write(context.Terminal.Output, writer => WriteJson(writer, found));
            else WriteText(context.Terminal, found, ring);
            if (found.Any(file => !file.IsReadable)) return ExitCodes.UnreadableInput;
            return VerificationCheck.Worst(found.SelectMany(file => file.Checks)) switch
            {
                CheckOutcome.Failed => ExitCodes.Bad,
                CheckOutcome.Indeterminate => ExitCodes.Open,
                _ => ExitCodes.Good,
            };
        });
        return verb;
    }

    private static ImmutableArray<InspectedFile> Inspect(ApkInspection inspection, string path)
    {
        if (Directory.Exists(path))
        {
            var all = inspection.Folder(path);
            return all.IsEmpty ? throw new VerbFailure(ExitCodes.UnreadableInput, $"'{path}' holds no package and no index", "name the folder of a repository, or of one of its architectures") : all;
        }

        if (!File.Exists(path)) throw new VerbFailure(ExitCodes.UnreadableInput, $"'{path}' is not there", "check the path");
        return [path.EndsWith(".apk", StringComparison.Ordinal) ? inspection.Package(path) : inspection.Index(path)];
    }

    private static void WriteText(Terminal terminal, ImmutableArray<InspectedFile> found, ApkKeyring ring)
    {
        foreach (var file in found)
        {
            var (word, tone) = file.Outcome switch
            {
                CheckOutcome.Passed => ("ok", Tone.Good),
                CheckOutcome.Note => ("note", Tone.Open),
                CheckOutcome.Indeterminate => ("open", Tone.Open),
                _ => ("FAIL", Tone.Bad),
            };
            var signed = file.Checks.FirstOrDefault(check => check.Code == ApkSignatureCodes.Verified)?.Detail ?? "";
            terminal.Output.WriteLine($"{terminal.Paint(tone, word.PadRight(4))}  {Terminal.Visible(file.Path)}  {Terminal.Visible(signed)}".TrimEnd());
            foreach (var defect in file.Defects) terminal.Output.WriteLine($"      {defect.Code}  {Terminal.Visible(defect.Message)}");
            foreach (var check in file.Checks.Where(check => check.Outcome != CheckOutcome.Passed)) terminal.Output.WriteLine($"      {check.Code}  {Terminal.Visible(check.Detail)}");
        }

        var worst = found.GroupBy(file => file.Outcome).ToDictionary(group => group.Key, group => group.Count());
        terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{found.Length} files: {Count(CheckOutcome.Passed)} ok, {Count(CheckOutcome.Note)} with notes, {Count(CheckOutcome.Indeterminate)} open, {Count(CheckOutcome.Failed)} failed"));
        if (!ring.Keys.Any()) terminal.Output.WriteLine("no key was named: signatures are not judged; name keys with --keyring");

        int Count(CheckOutcome outcome) => worst.GetValueOrDefault(outcome);
    }

    private static void WriteJson(Utf8JsonWriter writer, ImmutableArray<InspectedFile> found)
    {
        writer.WriteStartArray();
        foreach (var file in found)
        {
            writer.WriteStartObject();
            writer.WriteString("file", file.Path);
            writer.WriteString("outcome", Word(file.Outcome));
            writer.WriteString("sha256", file.Digest?.Hex);
            if (file.Package is { } package)
            {
                writer.WriteString("name", package.Name);
                writer.WriteString("version", package.Version);
                writer.WriteString("architecture", package.Architecture);
                writer.WriteString("identity", package.Checksum?.ToDatabaseText());
            }

            writer.WriteStartArray("checks");
            foreach (var check in file.Checks) Write(check.Code, Word(check.Outcome), check.Detail);
            writer.WriteEndArray();
            writer.WriteStartArray("defects");
            foreach (var defect in file.Defects) Write(defect.Code, "", $"{defect.Locator}: {defect.Message}");
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();

        void Write(DiagnosticCode code, string outcome, string detail)
        {
            writer.WriteStartObject();
            writer.WriteString("code", code.Text);
            if (outcome.Length > 0) writer.WriteString("outcome", outcome);
            writer.WriteString("detail", detail);
            writer.WriteEndObject();
        }
    }

    private static string Word(CheckOutcome outcome) => outcome.ToString().ToLowerInvariant();
}
