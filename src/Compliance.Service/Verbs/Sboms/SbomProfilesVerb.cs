using System.CommandLine;
using System.Globalization;
using Compliance.Service.CommandLine;
using Compliance.Service.Terminals;

namespace Compliance.Service.Verbs.Sboms;

/// <summary><c>compliance sbom profiles</c>: what documents can be checked by.</summary>
internal static class SbomProfilesVerb
{
    public static Command Build(CommandContext context)
    {
        Option<string?> policies = new("--policies") { Description = "Policies folder (default: the one beside the program)", HelpName = "dir" };
        Option<bool> json = JsonOption.Create();
        var verb = new Command("profiles", "Lists the profiles that SBOMs can be checked by") { policies, json };
        verb.SetAction(parsed =>
        {
            var profiles = SbomCheckVerb.Profiles(parsed.GetValue(policies) ?? Path.Combine(context.ProgramDirectory, "policies"));
            if (parsed.GetValue(json))
            {
                JsonOutput.Write(context.Terminal.Output, writer =>
                {
                    writer.WriteStartArray();
                    foreach (var profile in profiles)
                    {
                        writer.WriteStartObject();
                        writer.WriteString("id", profile.Id);
                        writer.WriteString("title", profile.Title);
                        writer.WriteString("version", profile.Version);
                        writer.WriteString("date", profile.Date);
                        writer.WriteString("state", profile.State);
                        writer.WriteString("source", profile.Source);
                        writer.WriteNumber("rules", profile.Rules.Length);
                        writer.WriteEndObject();
                    }

                    writer.WriteEndArray();
                });
                return ExitCodes.Good;
            }

            var table = new Columns("id", "version", "date", "state", "rules", "title");
            foreach (var profile in profiles) table.Add(Tone.Plain, profile.Id, profile.Version, profile.Date, profile.State, profile.Rules.Length.ToString(CultureInfo.InvariantCulture), profile.Title);
            table.Write(context.Terminal);
            return ExitCodes.Good;
        });
        return verb;
    }
}
