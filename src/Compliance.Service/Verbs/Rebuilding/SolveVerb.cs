using System.Collections.Immutable;
using System.CommandLine;
using Compliance.Pipeline.Apk.Solving;
using Compliance.Pipeline.Attaching;
using Compliance.Pipeline.Compose;
using Compliance.Pipeline.Statements;
using Compliance.Service.CommandLine;
using Compliance.Service.Configuration;
using Compliance.Service.Verbs.Signing;

namespace Compliance.Service.Verbs.Rebuilding;

/// <summary><c>compliance rebuild solve</c>: which packages an image gets, and why.</summary>
internal static class SolveVerb
{
    public static Command Build(CommandContext context, Option<string?> data)
    {
        var input = new RebuildInput(data);
        var keys = new SigningKeyOptions(data);
        Option<string?> target = new("--out") { Description = "File for the signed derivation (DSSE): why each package is there, or what can't be had together", HelpName = "file" };
        Option<bool> explain = new("--explain") { Description = "Say of each package who asked for it and what lost to it" };
        Option<bool> json = JsonOption.Create();
        var verb = new Command("solve", "Prints the packages of an image without building it") { explain, target, json };
        input.AddTo(verb);
        keys.AddTo(verb);
        verb.SetAction(parsed =>
        {
            var request = input.Read(parsed, context);
            var refused = new List<(string, SolverRefusal)>();
            var reading = PackageResolver.Resolve(request, refused);
            if (parsed.GetValue(target) is { } path)
            {
                using var signer = keys.Open(parsed, context);
                var file = input.FileOf(parsed);
                ImmutableArray<ResolvedPackages> found = reading.TryGet(out var all) ? all : [];
                var statement = DerivationStatement.OfConfiguration(Path.GetFileName(file), input.ConfigurationDigest, ProductVersion.Text, found, refused);
                WholeFile.Write(path, Attachment.Envelope(statement, signer));
            }

            if (!reading.TryGet(out var resolved)) throw input.Failed(parsed, context, request, "the packages can't be had", reading.Defects);
            if (parsed.GetValue(json)) JsonOutput.Write(context.Terminal.Output, writer => WriteJson(writer, resolved));
            else WriteText(context.Terminal.Output, resolved, parsed.GetValue(explain));
            return ExitCodes.Good;
        });
        return verb;
    }

    private static void WriteText(TextWriter output, ImmutableArray<ResolvedPackages> resolved, bool explains)
    {
        foreach (var one in resolved)
        {
            output.WriteLine($"{one.Architecture}  {one.Packages.Length} packages");
            foreach (var repository in one.Repositories) output.WriteLine($"  from {repository.Path}  index {repository.Digest}  signed {repository.Signature.Algorithm}");
            foreach (var package in one.Packages)
            {
                output.WriteLine($"  {package.Candidate.Name} {package.Candidate.Version}{(explains ? $"  because {package.Because}" : "")}{(package.IsImplicit ? "  implicit choice" : "")}");
                if (!explains) continue;
                foreach (var rejected in package.Rejected) output.WriteLine($"    not {rejected.Candidate}: {rejected.Reason}");
            }
        }
    }

    private static void WriteJson(System.Text.Json.Utf8JsonWriter writer, ImmutableArray<ResolvedPackages> resolved)
    {
        writer.WriteStartArray();
        foreach (var one in resolved)
        {
            writer.WriteStartObject();
            writer.WriteString("architecture", one.Architecture);
            writer.WriteStartArray("indexes");
            foreach (var repository in one.Repositories)
            {
                writer.WriteStartObject();
                writer.WriteString("repository", repository.Path);
                writer.WriteString("digest", repository.Digest.ToString());
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteStartArray("packages");
            foreach (var package in one.Packages) WritePackage(writer, package);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WritePackage(System.Text.Json.Utf8JsonWriter writer, SelectedPackage package)
    {
        writer.WriteStartObject();
        writer.WriteString("name", package.Candidate.Name);
        writer.WriteString("version", package.Candidate.Version);
        writer.WriteString("because", package.Because);
        writer.WriteBoolean("implicit", package.IsImplicit);
        writer.WriteStartArray("rejected");
        foreach (var rejected in package.Rejected)
        {
            writer.WriteStartObject();
            writer.WriteString("package", rejected.Candidate.ToString());
            writer.WriteString("reason", rejected.Reason);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
