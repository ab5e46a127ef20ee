using System.Collections.Immutable;
using System.CommandLine;
using Compliance.Evidence.Assessing;
using Compliance.Evidence.Verification;
using Compliance.Formats.Reading;
using Compliance.Policy.Library;
using Compliance.Policy.Results.Comparing;
using Compliance.Service.Auditing;
using Compliance.Service.CommandLine;
using Compliance.Service.Terminals;

namespace Compliance.Service.Verbs.Policies;

/// <summary><c>compliance policy diff &lt;old&gt; &lt;new&gt; --packages &lt;dir&gt;</c>: which verdicts a change of policies changes, over stored evidence.</summary>
internal static class PolicyDiffVerb
{
    private const int MaxPackages = 10_000;

    public static Command Build(CommandContext context)
    {
        Argument<string> old = new("old") { Description = "A policies folder" };
        Argument<string> changed = new("new") { Description = "The policies folder that is to replace it" };
        Option<string> packages = new("--packages") { Description = "Folder of evidence packages (.asice), or one package", HelpName = "path", Required = true };
        Option<string?> profile = new("--profile") { Description = "Judge by this profile instead of the one of each package", HelpName = "id" };
        Option<bool> json = JsonOption.Create();
        var verb = new Command("diff", "Judges stored evidence by two policies folders (exit 0 the same verdicts, 1 other verdicts)") { old, changed, packages, profile, json };
        verb.SetAction(parsed =>
        {
            ImmutableArray<PolicyFile> before = PolicyFolder.Read(parsed.GetValue(old)!), after = PolicyFolder.Read(parsed.GetValue(changed)!);
            Check(parsed.GetValue(old)!, before);
            Check(parsed.GetValue(changed)!, after);
            var files = Packages(parsed.GetValue(packages)!);
            var progress = ProgressLine.For(context.Terminal, parsed.GetValue(json));
            ImmutableArray<PackageDifference> differences;
            using (progress as IDisposable)
            {
                differences = [.. files.Select((file, index) =>
                {
                    progress.Step(FormattableString.Invariant($"{index + 1} of {files.Length}  {file}"));
                    return Compare(file, before, after, parsed.GetValue(profile));
                })];
            }

            if (parsed.GetValue(json)) PolicyDiffText.WriteJson(context.Terminal.Output, differences);
            else PolicyDiffText.Write(context.Terminal, differences);
            if (differences.Any(difference => !difference.Defects.IsEmpty)) return ExitCodes.UnreadableInput;
            return differences.Any(difference => difference.Changes.Any(change => change.IsVerdictChanged)) ? ExitCodes.Bad : ExitCodes.Good;
        });
        return verb;
    }

    private static void Check(string folder, ImmutableArray<PolicyFile> files)
    {
        var reading = PolicyLibrary.Load(files);
        if (!reading.TryGet(out _)) throw VerbFailure.Unreadable(folder, reading.Defects, $"everything that is wrong: compliance policy lint {folder}");
    }

    private static ImmutableArray<string> Packages(string path)
    {
        if (File.Exists(path)) return [path];
        if (!Directory.Exists(path)) throw new VerbFailure(ExitCodes.UnreadableInput, $"there is no file or folder {path}");
        ImmutableArray<string> files = [.. Directory.EnumerateFiles(path, "*.asice", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
            .Take(MaxPackages + 1).Order(StringComparer.Ordinal)];
        if (files.IsEmpty) throw new VerbFailure(ExitCodes.UnreadableInput, $"there is no evidence package (.asice) in {path}", "make one: compliance audit <image> --out <file.asice>");
        return files.Length <= MaxPackages ? files : throw new VerbFailure(ExitCodes.UnreadableInput, $"{path} holds more than {MaxPackages} packages", "name a smaller folder");
    }

    private static PackageDifference Compare(string file, ImmutableArray<PolicyFile> before, ImmutableArray<PolicyFile> after, string? profile)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        var reading = PackageEvidence.Open(stream, Limits.Default);
        if (!reading.TryGet(out var input)) return new PackageDifference(file, 0, [], [.. reading.Defects]);
        var old = Assessment.Make(input.Raw, before, profile ?? input.ProfileId, input.EvaluatedAt, Limits.Default);
        if (!old.TryGet(out var one)) return new PackageDifference(file, 0, [], [.. old.Defects]);
        var changed = Assessment.Make(input.Raw, after, profile ?? input.ProfileId, input.EvaluatedAt, Limits.Default);
        if (!changed.TryGet(out var other)) return new PackageDifference(file, 0, [], [.. changed.Defects]);
        return new PackageDifference(file, one.Evaluation.Results.Length, EvaluationComparison.Compare(one.Evaluation, other.Evaluation), []);
    }
}
