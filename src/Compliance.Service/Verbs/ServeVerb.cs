using System.Collections.Immutable;
using System.CommandLine;
using Compliance.Cryptography.Signing;
using Compliance.Formats.Reading;
using Compliance.Service.Auditing;
using Compliance.Service.CommandLine;
using Compliance.Service.Configuration;
using Compliance.Service.Http;
using Compliance.Service.Verbs.Signing;
using Compliance.Store.Sqlite;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace Compliance.Service.Verbs;

/// <summary><c>compliance serve</c>: the HTTP interface on loopback.</summary>
internal static class ServeVerb
{
    public static Command Build(CommandContext context, Option<string?> data)
    {
        Option<int> port = new("--port") { Description = "Port on 127.0.0.1; 0 takes a free one", HelpName = "n", DefaultValueFactory = _ => 8446 };
        port.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > 65_535) result.AddError("--port takes a number from 0 to 65535");
        });
        Option<string[]> roots = new("--root") { Description = "Folder whose images may be audited by request; may be repeated", HelpName = "dir", DefaultValueFactory = _ => [] };
        Option<string?> trust = new("--trust") { Description = "Trust folder for every audit", HelpName = "dir" };
        var keys = new SigningKeyOptions(data);
        var stamps = TimestampOption.Create();
        Option<bool> json = JsonOption.Create();
        var verb = new Command("serve", "Serves history, packages and audits on 127.0.0.1") { port, roots, trust, stamps, json };
        keys.AddTo(verb);
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            var folder = DataDirectory.Resolve(parsed.GetValue(data), context.Environment);
            CallerFiles.ReadTrust(parsed.GetValue(trust), Limits.Default);
            using var identity = keys.Open(parsed, context, SignerRole.Collector, out _);
            var signer = TimestampOption.Stamped(identity, parsed.GetValue(stamps)!, context.Clock);
            var settings = new ServeSettings(parsed.GetValue(port), [.. parsed.GetValue(roots)!.Select(ResolveRoot)], parsed.GetValue(trust), folder);
            using var host = new ServiceHost(settings, context, signer, DataDirectory.OpenStore(folder, context.Clock), Limits.Default);
            var app = host.Build();
            await using (app.ConfigureAwait(false))
            {
                await app.StartAsync(cancellationToken).ConfigureAwait(false);
                Announce(context, app, settings.Roots, parsed.GetValue(json));
                await app.WaitForShutdownAsync(cancellationToken).ConfigureAwait(false);
            }

            return ExitCodes.Good;
        });
        return verb;
    }

    private static string ResolveRoot(string root) =>
        Roots.Resolve(root) ?? throw new VerbFailure(ExitCodes.UnreadableInput, $"the folder {root} does not exist", "--root names folders that hold images");

    private static void Announce(CommandContext context, WebApplication app, ImmutableArray<string> roots, bool json)
    {
        var address = app.Urls.First();
        if (json)
        {
            JsonOutput.Write(context.Terminal.Output, writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("address", address);
                writer.WriteEndObject();
            });
            return;
        }

        context.Terminal.Output.WriteLine($"listening on {address}    this machine only; Ctrl-C ends");
        if (roots.IsEmpty) context.Terminal.Output.WriteLine("no --root: audits can't be ordered, history and packages can be read");
    }
}
