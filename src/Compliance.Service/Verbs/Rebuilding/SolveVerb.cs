using System.Collections.Immutable;
using System.CommandLine;
using Compliance.Pipeline.Apk.Solving;
using Compliance.Pipeline.Compose;
using Compliance.Service.CommandLine;

namespace Compliance.Service.Verbs.Rebuilding;

/// <summary><c>compliance rebuild solve</c>: which packages an image gets, and why.</summary>
internal static class SolveVerb
{
    public static Command Build(CommandContext context)
    {
        var input = new RebuildInput();
        Option<bool> explain = new("--explain") { Description = "Say of each package who asked for it and what lost to it" };
        Option<bool> json = JsonOption.Create();
        var verb = new Command("solve", "Prints the packages of an image without building it") { explain, json };
        input.AddTo(verb);
        verb.SetAction(parsed =>
        {
            var request = input.Read(parsed, context);
            var reading = PackageResolver.Resolve(request);
            if (!reading.TryGet(out var resolved)) throw RebuildInput.Refused("the packages can't be had", reading.Defects);
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
