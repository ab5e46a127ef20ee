using System.Collections.Immutable;
using Compliance.Evidence.Acquisition;
using Compliance.Evidence.Attesting;
using Compliance.Evidence.Collection;
using Compliance.Formats.Reading;
using Compliance.Oci.Attachments;
using Compliance.Oci.Models;
using Compliance.Oci.References;
using Compliance.Oci.Snapshots;
using Compliance.Policy.Facts;
using Compliance.Tests.World;

namespace Compliance.Tests.Evidence.Attesting;

/// <summary>A layout in a folder of the test's own, to which things are attached by the product's code.</summary>
internal sealed class AttestedLayout : IDisposable
{
    public static readonly DateTimeOffset At = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private readonly string folder = Directory.CreateTempSubdirectory("compliance-attested-").FullName;

    public AttestedLayout(LayoutBuilder? layout = null)
    {
        if (layout is null)
        {
            layout = new LayoutBuilder();
            layout.Image(image => image.Layer(files => files.File("etc/os-release", "ID=test\n")), tag: "app");
        }

        layout.WriteTo(folder);
        using var snapshot = Open();
        Root = snapshot.Root;
        Images = [.. snapshot.Images.Select(image => image.Descriptor)];
    }

    public string Folder => folder;

    public Descriptor Root { get; }

    public ImmutableArray<Descriptor> Images { get; }

    public ImageSnapshot Open() => ImageSnapshot.Open(ImageReference.Parse($"oci:{folder}").Required(), Limits.Default).Required();

    public LayoutAttachments Target() => LayoutAttachments.Open(folder, Root).Required();

    public ImageAttester Attester(IImageSigner signer) => new(Target(), SigningKeys.Of(signer), At);

    /// <summary>Facts of each image, collected as an audit does.</summary>
    public ImmutableArray<FactSet> Collect(params (IImageSigner Signer, string Grants)[] trust) => Collect([], trust);

    /// <summary>As above, with further files in the trust folder.</summary>
    public ImmutableArray<FactSet> Collect((string Path, ReadOnlyMemory<byte> Bytes)[] files, params (IImageSigner Signer, string Grants)[] trust)
    {
        using var snapshot = Open();
        using var acquired = ImageAcquisition.Run(snapshot, new AuditInputs([.. SignedLayout.Trust(trust), .. files], [], null), [], Limits.Default);
        return Collectors.Collect(
            acquired.Raw, new CollectionContext(Limits.Default, At, ImmutableDictionary<string, ReadOnlyMemory<byte>>.Empty), [new SignatureCollector(), new AttestationCollector(), new ProvenanceCollector()]);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
