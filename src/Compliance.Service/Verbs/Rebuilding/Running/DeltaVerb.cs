using System.CommandLine;
using System.Text;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Pipeline.Delta;
using Compliance.Service.Auditing;
using Compliance.Service.CommandLine;

namespace Compliance.Service.Verbs.Rebuilding.Running;

/// <summary><c>compliance rebuild delta</c>: what changed between two evidence packages.</summary>
internal static class DeltaVerb
{
    public static Command Build(CommandContext context)
    {
        Argument<string> before = new("before.asice") { Description = "Evidence package of the image as it was" };
        Argument<string> after = new("after.asice") { Description = "Evidence package of the image as it is" };
        Option<bool> json = JsonOption.Create();
        var verb = new Command("delta", "Compares two evidence packages: vulnerabilities, controls, packages, size, SBOM, signatures, modules") { before, after, json };
        verb.SetAction(parsed =>
        {
            var delta = DeltaMaker.Compare(OpenPackage.Assess(parsed.GetValue(before)!, Limits.Default), OpenPackage.Assess(parsed.GetValue(after)!, Limits.Default), null);
            if (parsed.GetValue(json))
            {
                context.Terminal.Output.WriteLine(Encoding.UTF8.GetString(CanonicalJson.Write(writer =>
                {
                    writer.WriteStartObject();
                    DeltaDocument.WriteMembers(writer, delta);
                    writer.WriteEndObject();
                })));
            }
            else
            {
                DeltaText.Write(context.Terminal, delta);
            }

            return ExitCodes.Good;
        });
        return verb;
    }
}
