using System.Collections.Immutable;
using System.CommandLine;
using Compliance.Formats.Reading;
using Compliance.Pipeline;
using Compliance.Pipeline.AirGap;
using Compliance.Pipeline.Apk.Repositories;
using Compliance.Service.CommandLine;
using Compliance.Service.Verbs.Rebuilding;

namespace Compliance.Service.Verbs.Bundling;

/// <summary>The options by which a verb takes its inputs from an imported bundle and from nowhere else.</summary>
internal sealed class BundleOptions
{
    private readonly Option<string?> folder = new("--bundle") { Description = "Imported bundle that is the only source of inputs: recipe and configuration by their names in it, keys, packages", HelpName = "dir" };
    private readonly Option<string?> key = new("--bundle-key") { Description = "Public key or certificate by which the bundle must be signed", HelpName = "pem" };

    public void AddTo(Command verb)
    {
        verb.Add(folder);
        verb.Add(key);
    }

    /// <summary>Null when no bundle is asked for.</summary>
    /// <exception cref="VerbFailure">It is no bundle of the key.</exception>
    public InputBundle? Open(ParseResult parsed) => parsed.GetValue(folder) is { } named
        ? BundleInput.Open(named, parsed.GetValue(key) ?? throw new VerbFailure(ExitCodes.Usage, "--bundle needs --bundle-key", "say whose bundles are taken"))
        : null;

    /// <summary>The failure of a verb; what it asked for outside its bundle is told and kept beside the bundle.</summary>
    public VerbFailure Failed(ParseResult parsed, CommandContext context, IRepositoryFiles source, string what, ImmutableArray<Defect> defects)
    {
        if (source is not BundleFiles { Refused.Count: > 0 } files) return RebuildInput.Refused(what, defects);
        BundleInput.Record(parsed.GetValue(folder)!, files.Refused, context.Clock.GetUtcNow());
        return RebuildInput.Refused(what, defects.AddRange(files.Refused.Select(path => new Defect(PipelineCodes.Bundle, new Locator(path), $"was asked for and is not in the bundle; kept in {BundleInput.RefusedName}"))));
    }
}
