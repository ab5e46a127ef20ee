using System.Collections.Immutable;
using System.CommandLine;
using Compliance.Evidence.Acquisition;
using Compliance.Evidence.Collection.Sboms;
using Compliance.Formats.Reading;
using Compliance.Formats.Sbom.Profiles;
using Compliance.Formats.Sbom.Schemas;
using Compliance.Service.Auditing;
using Compliance.Service.CommandLine;
using Compliance.Service.Registries;

namespace Compliance.Service.Verbs.Sboms;

/// <summary><c>compliance sbom check &lt;file or image&gt;</c>: what documents answer to each rule of a profile, with reasons for each component.</summary>
internal static class SbomCheckVerb
{
    private const string CatalogFolder = $"catalogs/{SbomProfile.Folder}";

    public static Command Build(CommandContext context)
    {
        Argument<string> subject = new("file|image") { Description = "An SBOM, or an image whose SBOMs are checked and compared with what is in it" };
        Option<string> profile = new("--profile") { Description = "Profile by its id; compliance sbom profiles lists them", HelpName = "id", DefaultValueFactory = _ => "cisa-2026" };
        Option<bool> all = new("--all") { Description = "Name every component, not only the first ones" };
        Option<string?> policies = new("--policies") { Description = "Policies folder (default: the one beside the program)", HelpName = "dir" };
        Option<string?> trust = new("--trust") { Description = "Folder with trust.yaml and keys: who may sign an image's SBOMs; without it signers are unknown", HelpName = "dir" };
        var platform = PlatformOption.Create();
        Option<bool> json = JsonOption.Create();
        var verb = new Command("check", "Checks SBOMs by a profile (exit 0 all is stated, 1 something required is not, 2 something is withheld or nothing was found)") { subject, platform, profile, trust, all, policies, json };
        verb.SetAction((parsed, cancellation) =>
        {
            var folder = parsed.GetValue(policies) ?? Path.Combine(context.ProgramDirectory, "policies");
            var rules = Choose(Profiles(folder), parsed.GetValue(profile)!);
            var text = parsed.GetValue(subject)!;
            var checkedOnes = SbomInput.IsImage(text)
                ? SbomInput.WithImage(
                    context.Images.For(parsed), text, folder, context.Clock.GetUtcNow(), AuditInputs.None with { Trust = CallerFiles.ReadTrust(parsed.GetValue(trust), Limits.Default) },
                    (raw, collection) => raw.Images.SelectMany(image => ImageSbomDocument.Of(raw, image, collection)).Select(OfImage).ToList(), cancellation, parsed.GetValue(platform))
                : [OfFile(text)];
            var judged = checkedOnes.Select(one => new CheckedSbom(one.Name, one.Sbom, SbomRuleResult.Of(rules, one.Sbom), one.Found)).ToList();
            if (parsed.GetValue(json)) JsonOutput.Write(context.Terminal.Output, writer => SbomCheckText.Write(writer, rules, judged));
            else SbomCheckText.Write(context.Terminal, rules, judged, parsed.GetValue(all));
            return Task.FromResult(ExitCodeOf(judged));
        });
        return verb;
    }

    /// <summary>Every profile of the catalog, by id.</summary>
    /// <exception cref="VerbFailure">One of them is none.</exception>
    public static ImmutableArray<SbomProfile> Profiles(string folder)
    {
        var profiles = ImmutableArray.CreateBuilder<SbomProfile>();
        foreach (var file in PolicyFolder.Read(folder).Where(file => file.Path.StartsWith(CatalogFolder, StringComparison.Ordinal)))
        {
            var reading = SbomProfile.Read(file.Content, file.Path, Limits.Default);
            if (!reading.TryGet(out var profile)) throw VerbFailure.Unreadable(file.Path, reading.Defects, "checks and members are listed in docs/sbom.md");
            profiles.Add(profile);
        }

        return [.. profiles.OrderBy(profile => profile.Id, StringComparer.Ordinal)];
    }

    private static SbomProfile Choose(ImmutableArray<SbomProfile> profiles, string id) => profiles.FirstOrDefault(profile => profile.Id == id)
        ?? throw new VerbFailure(ExitCodes.Usage, $"there is no profile '{id}'", $"there are {string.Join(", ", profiles.Select(profile => profile.Id))}");

    private static (string Name, SbomChecked Sbom, ImageSbomDocument? Found) OfFile(string path)
    {
        var (sbom, reading, bytes) = SbomInput.Read(path);
        return (path, new SbomChecked(sbom, null, reading.Defects.Length, null) { Schema = SbomSchemas.Judge(bytes, path, Limits.Default) }, null);
    }

    private static (string Name, SbomChecked Sbom, ImageSbomDocument? Found) OfImage(ImageSbomDocument found) =>
        ($"{found.Origin} {found.Location}", new SbomChecked(found.Document, found.Signed, found.Defects, found.Missing) { Schema = found.Schema }, found);

    private static int ExitCodeOf(IReadOnlyList<CheckedSbom> judged)
    {
        var required = judged.SelectMany(one => one.Results).Where(result => result.Rule.Force == "must").Select(result => result.Answer).ToHashSet();
        if (required.Contains(SbomAnswer.DoesNotState)) return ExitCodes.Bad;
        return judged.Count == 0 || required.Contains(SbomAnswer.Withheld) ? ExitCodes.Open : ExitCodes.Good;
    }
}
