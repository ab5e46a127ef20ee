using Compliance.Evidence.Acquisition;
using Compliance.Evidence.Collection;
using Compliance.Evidence.Raw;
using Compliance.Formats.Reading;
using Compliance.Formats.Sbom;
using Compliance.Oci.Models;
using Compliance.Service.Auditing;
using Compliance.Service.CommandLine;
using Compliance.Service.Registries;

namespace Compliance.Service.Verbs.Sboms;

/// <summary>What the verbs on SBOMs read: documents, and images.</summary>
internal static class SbomInput
{
    private const string CatalogFolder = "catalogs/";

    /// <exception cref="VerbFailure">There is no such file, or it is no SBOM that can be read.</exception>
    public static (SbomDocument Sbom, Reading<SbomDocument> Reading, byte[] Bytes) Read(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists) throw new VerbFailure(ExitCodes.UnreadableInput, $"there is no file {path}");
        if (file.Length > Limits.Default.MaxDocumentBytes) throw new VerbFailure(ExitCodes.UnreadableInput, $"{path} has {file.Length} bytes, more than the {Limits.Default.MaxDocumentBytes} that are read");
        var bytes = File.ReadAllBytes(path);
        var reading = SbomReaders.Read(bytes, path, Limits.Default);
        return reading.TryGet(out var sbom) ? (sbom, reading, bytes) : throw VerbFailure.Unreadable(path, reading.Defects, "formats: compliance help sbom");
    }

    /// <summary>Whether an argument names an image rather than a file.</summary>
    public static bool IsImage(string text) => !File.Exists(text) && text.Contains(':', StringComparison.Ordinal);

    /// <summary>Acquires an image and hands its evidence to <paramref name="use"/>.</summary>
    /// <param name="platform">The one image of an index that is wanted; null for all.</param>
    /// <exception cref="VerbFailure">No platform of it can be read.</exception>
    public static T WithImage<T>(ImageOpener images, string text, string policies, DateTimeOffset at, Func<RawEvidence, CollectionContext, T> use, CancellationToken cancellation, Platform? platform = null) =>
        WithImage(images, text, policies, at, AuditInputs.None, use, cancellation, platform);

    /// <summary>The same with what the caller gives beside the image.</summary>
    public static T WithImage<T>(ImageOpener images, string text, string policies, DateTimeOffset at, AuditInputs inputs, Func<RawEvidence, CollectionContext, T> use, CancellationToken cancellation, Platform? platform = null)
    {
        var limits = Limits.Default;
        using var snapshot = images.Open(ImageArgument.Parse(text), limits, SilentProgress.Instance, cancellation, platform);
        using var acquired = ImageAcquisition.Run(snapshot, inputs, Observations.All, limits, null, cancellation);
        if (acquired.Raw.Images.IsEmpty) throw VerbFailure.Unreadable(text, snapshot.Defects, "no platform of the image can be read");
        return use(acquired.Raw, new CollectionContext(limits, at, Catalogs(policies)));
    }

    /// <summary>Catalogs of a policies folder by their path in it.</summary>
    public static IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Catalogs(string policies) => PolicyFolder.Read(policies)
        .Where(file => file.Path.StartsWith(CatalogFolder, StringComparison.Ordinal))
        .ToDictionary(file => file.Path[CatalogFolder.Length..], file => file.Content, StringComparer.Ordinal);

    public static DateTimeOffset WholeSecond(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());
}
