using System.CommandLine;
using System.Globalization;
using Compliance.Formats.Reading;
using Compliance.Policy.Findings;
using Compliance.Policy.Findings.Journal;
using Compliance.Service.CommandLine;
using Compliance.Service.Configuration;
using Compliance.Service.Identity;

namespace Compliance.Service.Verbs.Findings;

/// <summary><c>compliance vulns record add</c>: what verified packages found and no longer found.</summary>
internal static class RecordAddVerb
{
    public static Command Build(CommandContext context, Option<string?> data)
    {
        Argument<string[]> packages = new("packages") { Description = "Evidence packages (.asice) of the system", Arity = ArgumentArity.OneOrMore };
        Option<string?> anchor = new("--trust-anchor") { Description = "Root certificate (PEM) of whoever sealed them (default: the data directory's own)", HelpName = "pem" };
        Option<string?> asset = new("--asset") { Description = "The class of images: rebuilds of one image have one name (default: the reference without tag and digest)", HelpName = "name" };
        Option<bool> dryRun = new("--dry-run") { Description = "Say what would change, and record nothing" };
        var options = new FindingOptions(data);
        var verb = new Command("add", "Adds verified packages to the record: findings open, close with proof, and are reopened") { packages, anchor, asset, dryRun };
        options.AddTo(verb, withTime: false);
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            var (system, now, keeper) = (options.System(parsed, context), FindingOptions.Now(context), options.Keeper(parsed, context));
            var own = new IdentityFolder(DataDirectory.Resolve(parsed.GetValue(data), context.Environment)).AnchorPath;
            var anchors = VerifyVerb.ReadAnchors(parsed.GetValue(anchor) ?? (File.Exists(own) ? own : null));
            var before = await keeper.ReadAsync(system.Id, cancellationToken).ConfigureAwait(false);
            var after = before;
            foreach (var package in parsed.GetValue(packages)!)
            {
                var seen = Compliance.Service.Findings.PackageLook.ReadVerified(package, anchors, parsed.GetValue(asset), now, Limits.Default);
                if (seen.SystemId != system.Id) throw new VerbFailure(ExitCodes.Usage, $"{package} is of the system '{seen.SystemId}', not '{system.Id}'", "audit with this --system, or name the other one's system file");
                if (seen.At > now) throw new VerbFailure(ExitCodes.UnreadableInput, $"{package} comes from the future", "set the clocks right", [new Defect(FindingCodes.InFuture, new Locator(package), FindingTime.ToText(seen.At))]);
                after = parsed.GetValue(dryRun)
                    ? after.With(seen.Entries(after.Entries, now, Limits.Default), Limits.Default)
                    : (await keeper.AppendAsync(system.Id, journal => seen.Entries(journal.Entries, now, Limits.Default), cancellationToken).ConfigureAwait(false)).Journal;
            }

            Report(context, parsed.GetValue(options.Json), parsed.GetValue(dryRun), before.RecordAt(now), after.RecordAt(now), after.Entries.Skip(before.Entries.Length).OfType<ObservedEntry>().Count());
            return ExitCodes.Good;
        });
        return verb;
    }

    private static void Report(CommandContext context, bool json, bool dry, Policy.Findings.Recording.FindingRecord before, Policy.Findings.Recording.FindingRecord after, int images)
    {
        var (old, now) = (before.Open.Select(one => one.TrackingId).ToHashSet(StringComparer.Ordinal), after.Open.Select(one => one.TrackingId).ToHashSet(StringComparer.Ordinal));
        var (opened, closed) = (now.Except(old).Count(), old.Except(now).Count());
        if (!json)
        {
            context.Terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(dry ? "would record" : "recorded")}  {images} images: {opened} findings opened, {closed} closed, {now.Count} open"));
            return;
        }

        JsonOutput.Write(context.Terminal.Output, writer =>
        {
            writer.WriteStartObject();
            writer.WriteBoolean("dryRun", dry);
            writer.WriteNumber("images", images);
            writer.WriteNumber("opened", opened);
            writer.WriteNumber("closed", closed);
            writer.WriteNumber("open", now.Count);
            writer.WriteEndObject();
        });
    }
}
