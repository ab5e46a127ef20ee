using System.Collections.Immutable;
using Compliance.Evidence.Acquisition;
using Compliance.Evidence.Collection;
using Compliance.Evidence.Collection.Probes;
using Compliance.Evidence.Probing;
using Compliance.Evidence.Raw;
using Compliance.Formats.Reading;
using Compliance.Oci.Files;
using Compliance.Oci.Snapshots;
using Compliance.Policy.Facts;
using Compliance.Tests.World;

namespace Compliance.Tests.Evidence.Probing;

/// <summary>An image with openssl, Python, Node.js and keytool as stand-ins, whose answers the test writes.</summary>
internal sealed class ProbedWorld(Func<Probe, ProbeResult> answer, string architecture = "amd64") : IProbeRunner
{
    public const string Sha256 = "SHA2-256(/dev/null)= e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\n";
    public const string Md5 = "MD5(/dev/null)= d41d8cd98f00b204e9800998ecf8427e\n";
    public const string Unsupported = "error:0308010C:digital envelope routines:inner_evp_generic_fetch:unsupported:crypto/evp/evp_fetch.c:355:Global default library context, Algorithm (MD5 : 102)\n";
    public const string FipsProviders = "Providers:\n  base\n    name: OpenSSL Base Provider\n    version: 3.0.22\n    status: active\n  fips\n    name: OpenSSL FIPS Provider\n    version: 3.1.2\n    status: active\n";
    public const string DefaultProviders = "Providers:\n  fips\n    name: OpenSSL Default Provider\n    version: 3.0.22\n    status: active\n";

    private static readonly byte[] Fips = StubModule.Provider("OpenSSL FIPS Provider", "3.1.2");

    public int Runs { get; private set; }

    public ProbeMachine Machine { get; } = new(architecture, "6.1.0", "off", "none");

    public static ProbeResult Say(Probe probe, int? code, string output, string error = "") => new(probe, code, ProbeStream.Of(output), ProbeStream.Of(error));

    /// <summary>What an image in its approved mode answers.</summary>
    public static ProbeResult Approved(Probe probe) => probe.Name switch
    {
        "openssl-providers" => Say(probe, 0, FipsProviders),
        "openssl-approved-hash" => Say(probe, 0, Sha256),
        "openssl-md5" or "openssl-default-properties" => Say(probe, 1, "", Unsupported),
        "python-hashlib" => Say(probe, 0, "sha256=answered\nmd5=refused\nhashlib-md5=answered\nfips=1\n"),
        "node-fips" => Say(probe, 0, "sha256=answered\nmd5=refused\nfips=1\n"),
        "java-providers" => Say(probe, 1, "properties: Initial security property: security.provider.2=SUN\nproperties: Initial security property: security.provider.1=BCFIPS C:HYBRID\n"),
        _ => throw new InvalidOperationException(probe.Name),
    };

    public static void Image(ImageBuilder image, bool activated)
    {
        image.Entrypoint("/usr/bin/openssl").Env("PATH=/usr/bin").Layer(layer =>
        {
            layer.File("usr/bin/openssl", StubElf.Write("openssl"u8.ToArray(), [], ["libcrypto.so.3"], ""), 0x1ED)
                .File("usr/lib/libcrypto.so.3", StubModule.Libcrypto())
                .File("usr/bin/python3.11", StubElf.Write("python"u8.ToArray(), [], ["libc.so.6"], ""), 0x1ED)
                .Symlink("usr/bin/python3", "python3.11")
                .File("usr/lib/python3.11/lib-dynload/_hashlib.so", StubElf.Write("hashlib"u8.ToArray(), [], ["libcrypto.so.3"], ""))
                .File("usr/bin/node", StubElf.Write("node"u8.ToArray(), [], ["libcrypto.so.3"], ""), 0x1ED)
                .File("usr/bin/keytool", StubElf.Write("keytool"u8.ToArray(), [], ["libc.so.6"], ""), 0x1ED);
            if (activated) layer.File("usr/lib/ossl-modules/fips.so", Fips).File("etc/ssl/openssl.cnf", StubModule.OpenSslConfiguration()).File("etc/ssl/fipsmodule.cnf", StubModule.FipsModuleConfiguration(Fips));
        });
    }

    public async Task<Reading<ImmutableArray<ProbeResult>>> RunAsync(ImageSnapshot snapshot, PlatformImage image, RootFileSystem root, ImmutableArray<Probe> probes, CancellationToken cancellation)
    {
        Runs++;
        await Task.Yield();
        return Readings.Accept<ImmutableArray<ProbeResult>>([.. probes.Select(answer)]);
    }

    /// <summary>Acquired, asked, and collected as an audit does.</summary>
    public async Task<FactSet> CollectAsync(bool activated, Func<RawEvidence, RawEvidence>? edit = null)
    {
        var layout = new LayoutBuilder();
        layout.Image(image => Image(image, activated), "v1");
        using var snapshot = layout.Open("v1");
        using var acquired = ImageAcquisition.Run(snapshot, AuditInputs.None, Observations.All, Limits.Default);
        var raw = await ProbeAcquisition.AddToAsync(acquired.Raw, snapshot, this, Limits.Default, CancellationToken.None);
        return Collect(edit?.Invoke(raw) ?? raw);
    }

    public static FactSet Collect(RawEvidence raw) => Assert.Single(Collectors.Collect(raw, CollectionWorld.Context(), [new CryptoModuleCollector(), new ProbeCollector()]));

    public static RawEvidence WithRecord(RawEvidence raw, byte[]? record)
    {
        var image = raw.Images[0];
        var kept = image.Observations.Where(document => document.Item.Origin != ProbeRecord.Name);
        if (record is not null) kept = kept.Append(RawDocument.Of(image.Observations.Single(document => document.Item.Origin == ProbeRecord.Name).Item.Path, RawRole.Observation, ProbeRecord.Name, new Compliance.Formats.MediaType("application/json"), record));
        return raw with { Images = [image with { Observations = [.. kept] }] };
    }

    public static byte[] Record(RawEvidence raw) => raw.Images[0].Observations.Single(document => document.Item.Origin == ProbeRecord.Name).ReadAll(Limits.Default);
}
