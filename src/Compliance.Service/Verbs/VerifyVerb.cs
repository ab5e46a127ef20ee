using System.CommandLine;
using Compliance.Cryptography.Certificates;
using Compliance.Evidence.Assessing;
using Compliance.Evidence.Verification;
using Compliance.Formats.Reading;
using Compliance.Service.Auditing;
using Compliance.Service.CommandLine;
using Compliance.Service.Feeds;
using Compliance.Service.Registries;
using Compliance.Service.Terminals;

namespace Compliance.Service.Verbs;

/// <summary><c>compliance verify &lt;package&gt;</c>: offline, believing nobody but the caller's anchor.</summary>
internal static class VerifyVerb
{
    private const int MaxAnchorBytes = 1 << 20;

    public static Command Build(CommandContext context)
    {
        Argument<string> package = new("package") { Description = "Evidence package (.asice)" };
        Option<string?> anchor = new("--trust-anchor") { Description = "Root certificate (PEM) of whoever seals packages; without it only integrity is checked", HelpName = "pem" };
        Option<string?> image = new("--image") { Description = "Collect again from this image and compare every fact", HelpName = "image" };
        Option<string?> trust = new("--trust") { Description = "Judge the image's signatures again by this trust folder of your own", HelpName = "dir" };
        Option<string?> feeds = new("--feeds") { Description = "Look every package up again in your own copy of the feeds: a store, or a folder of feed files", HelpName = "dir" };
        var probe = ProbeOption.Create("With --image: run the probes of the package again in a sandbox and compare their answers");
        Option<bool> json = JsonOption.Create();
        var verb = new Command("verify", "Verifies an evidence package offline (exit 0 verified, 1 failed, 2 integrity only or incomplete)") { package, anchor, image, trust, feeds, probe, json };
        verb.SetAction((parsed, cancellationToken) => RunAsync(
            context, context.Images.For(parsed), new VerifyRequest(parsed.GetValue(package)!, parsed.GetValue(anchor), parsed.GetValue(image), parsed.GetValue(trust)) { Feeds = parsed.GetValue(feeds), Probe = parsed.GetValue(probe) }, parsed.GetValue(json), cancellationToken));
        return verb;
    }

    private static async Task<int> RunAsync(CommandContext context, ImageOpener images, VerifyRequest request, bool json, CancellationToken cancellationToken)
    {
        var limits = Limits.Default;
        var anchors = ReadAnchors(request.Anchor);
        var theirTrust = CallerFiles.ReadTrust(request.Trust, limits);
        if (request is { Probe: true, Image: null }) throw new VerbFailure(ExitCodes.Usage, "--probe needs the image", "add --image");
        var reference = request.Image is { } named ? ImageArgument.Parse(named) : null;
        if (!File.Exists(request.Package)) throw new VerbFailure(ExitCodes.UnreadableInput, $"there is no file {request.Package}");
        using var stream = new FileStream(request.Package, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        var report = PackageVerifier.Verify(stream, new VerificationOptions
        {
            Anchors = anchors,
            Now = context.Clock.GetUtcNow(),
            Limits = limits,
            Reperformance = new Reperformance(),
        });
        cancellationToken.ThrowIfCancellationRequested();
        using var catalog = request.Feeds is { } folder ? FeedFolder.Open(folder, folder, context.Clock, limits, cancellationToken) : null;
        var probes = request.Probe ? await ProbeOption.OpenAsync(limits, cancellationToken).ConfigureAwait(false) : null;
        var second = await SecondLook.TakeAsync(stream, images, reference, probes, theirTrust, catalog?.Catalog, limits, cancellationToken).ConfigureAwait(false);
        var exitCode = Math.Max((int)report.Conclusion, 0);
        if (second.Any(look => look.Failed)) exitCode = ExitCodes.Bad;
        if (json) VerificationJson.Write(context.Terminal.Output, report, second, exitCode);
        else VerificationText.Write(context.Terminal, report, second, request);
        return exitCode;
    }

    /// <exception cref="VerbFailure">The file is missing or holds no root.</exception>
    public static TrustAnchors? ReadAnchors(string? file)
    {
        if (file is null) return null;
        if (!File.Exists(file)) throw new VerbFailure(ExitCodes.UnreadableInput, $"there is no file {file}", "whoever sealed the package exports it: compliance keys export");
        if (new FileInfo(file).Length > MaxAnchorBytes) throw new VerbFailure(ExitCodes.UnreadableInput, $"{file} is no certificate: more than {MaxAnchorBytes} bytes");
        var reading = TrustAnchors.Read(File.ReadAllBytes(file), file);
        return reading.TryGet(out var anchors) ? anchors : throw VerbFailure.Unreadable("the trust anchor", reading.Defects);
    }
}
