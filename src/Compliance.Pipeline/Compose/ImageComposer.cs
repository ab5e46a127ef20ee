using System.Collections.Immutable;
using Compliance.Cryptography.Hashing;
using Compliance.Formats.Packages.Apko;
using Compliance.Formats.Packages.Apko.Model;
using Compliance.Formats.Reading;
using Compliance.Pipeline.Compose.Files;
using Compliance.Pipeline.Compose.Output;

namespace Compliance.Pipeline.Compose;

/// <summary>
/// Composes images from an apko configuration: repositories verified, world solved, packages verified and put into layers, configuration applied,
/// OCI documents written. No script of a package is ever run. Equal requests give equal bytes.
/// </summary>
public static class ImageComposer
{
    public static Reading<Composition> Compose(ComposeRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        request = request with { Configuration = ServiceBundle.Expand(request.Configuration) };
        if (Unsupported(request).ToList() is { Count: > 0 } unsupported) return Readings.Reject<Composition>(unsupported);
        var resolving = PackageResolver.Resolve(request);
        if (!resolving.TryGet(out var resolved)) return Readings.Reject<Composition>(resolving.Defects);
        var defects = new DefectCollector(request.Limits);
        var notes = new DefectCollector(request.Limits);
        var epoch = request.Epoch ?? request.Lock?.Epoch ?? resolved.SelectMany(one => one.Packages).Max(package => package.Candidate.Package.BuiltAt) ?? 0;
        var images = ImmutableArray.CreateBuilder<ComposedImage>();
        foreach (var one in resolved)
        {
            if (new ImageAssembly(request, one, epoch, defects, notes).Compose() is { } image) images.Add(image);
        }

        if (defects.Count > 0) return Readings.Reject<Composition>(defects.ToImmutable());
        var index = ImageDocuments.Index(request.Configuration, images, epoch);
        return Readings.Accept(new Composition(images.ToImmutable(), index, ContentHasher.Sha256(index), notes.ToImmutable()) { Epoch = epoch });
    }

    private static IEnumerable<Defect> Unsupported(ComposeRequest request)
    {
        var configuration = request.Configuration;
        var parts = new (bool IsAsked, string What)[]
        {
            (configuration.Contents.BaseImage is not null, "contents.baseimage: a base image"),
            (configuration.Format is "erofs", "format: erofs"),
            (configuration.Layering is { Strategy: not ("" or "origin") }, $"layering.strategy: '{configuration.Layering?.Strategy}'"),
            (configuration.Include.Length > 0, "include: not taken in by the reader"),
        };
        return parts.Where(part => part.IsAsked).Select(part => new Defect(PipelineCodes.Unsupported, new Locator(request.Document), $"{part.What} is not composed by this version"))
            .Concat(ServiceBundle.Check(configuration.Entrypoint, request.Document))
            .Concat(Unsplit(configuration).Select(name => new Defect(ApkoCodes.BadValue, new Locator(request.Document), $"{name}: a quote is not closed, or nothing follows a backslash")));
    }

    private static IEnumerable<string> Unsplit(ApkoConfiguration configuration)
    {
        if (!ShellWords.TrySplit(configuration.Command, out _)) yield return "cmd";
        if (configuration.Entrypoint.ShellFragment.Length == 0 && !ShellWords.TrySplit(configuration.Entrypoint.Command, out _)) yield return "entrypoint.command";
    }
}
