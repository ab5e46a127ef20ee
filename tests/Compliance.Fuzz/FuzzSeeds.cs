using System.Collections.Immutable;
using System.Text;
using Compliance.Formats.Archives.Compression;
using Compliance.Formats.Archives.Tar;
using Compliance.Tests.World;

namespace Compliance.Fuzz;

/// <summary>Small good inputs.</summary>
internal static class FuzzSeeds
{
    private const string Hex = "7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d";

    public static ImmutableArray<byte[]> Json { get; } = Texts("""{"packages":[{"name":"\u00e9\ud83d\ude00","size":12.5e3,"x":[null,true]}],"a":{"b":{"c":"d"}}}""");

    public static ImmutableArray<byte[]> Yaml { get; } = Texts(
        "id: crypto\ntitle: \"a \\u00e9 \\x41\"\nwhere: >-\n  folded\n  text\nrequire:\n  - { id: a, check: 'x == 1' }\n  - [1, 2, ~]\n# c\nlast: |\n  block\n",
        "schema: 1\nsystem: { id: F1, name: Example }\nowner: a@example.org\nfrom: 2026-01-01\nuntil: 2026-12-31\npolicies: [no-shell]\nsections:\n  - title: Verdicts\n");

    public static ImmutableArray<byte[]> Tar { get; } = [Archive()];

    public static ImmutableArray<byte[]> Gzip { get; } = [GzipWriteStream.Compress(Archive()), .. Texts("\u001f\u008b")];

    public static ImmutableArray<byte[]> TarGzip { get; } = [GzipWriteStream.Compress(Archive()), [.. GzipWriteStream.Compress(Archive()), .. GzipWriteStream.Compress(Archive())]];

    public static ImmutableArray<byte[]> Zstd { get; } = [LayerBuilder.Compress(Archive(), CompressionKind.Zstd)];

    public static ImmutableArray<byte[]> Zip { get; } = [Zipped()];

    public static ImmutableArray<byte[]> Elf { get; } = [StubModule.ProviderWithEmbeddedMac(), StubModule.Libcrypto(), StubModule.Program("libssl.so.3")];

    /// <summary>One of each kind of program that holds cryptography.</summary>
    public static ImmutableArray<byte[]> Programs { get; } =
    [
        .. Elf, StubPrograms.Nss("3.110").Library, StubPrograms.Rust(("ring", "0.17.8"), ("aws-lc-fips-sys", "0.13.0")),
        StubPrograms.Go("go1.24.4", ["path\tapp", "dep\tgolang.org/x/crypto\tv0.31.0\th1:x", "build\tGOFIPS140=v1.0.0-c2097c7c"], ["crypto/sha256.Sum256", "_Cfunc__goboringcrypto_SHA256_Init"]),
        StubPrograms.GoWithFipsObject(["build\tGOFIPS140=latest"], ["crypto/sha256.Sum256"]), StubPrograms.GoWithFipsObject(["build\tGOFIPS140=latest"], ["crypto/sha256.Sum256"], isPie: true),
        StubElf.Write("\0libssl.so\0This is Libgcrypt 1.10.1 - x\0"u8.ToArray(), ["?dlopen", "gcry_check_version"], ["libc.so.6", "runpath:$ORIGIN/../lib"], "libgcrypt.so.20"),
        StubPrograms.Boring(isOld: true), StubPrograms.Boring(hasConstants: true),
        StubElf.Write([0x48, 0x8d, 0x05, 0x39, 0, 0, 0, 0xc3, .. new byte[56], .. "1.0.18\0"u8], ["crypto_secretbox_easy", "sodium_version_string@0"], ["libc.so.6"], "libsodium.so.23"),
    ];

    /// <summary>Files beside a library, with a bare value and with a section for each library.</summary>
    public static ImmutableArray<byte[]> IntegrityFiles { get; } = Texts($"{Hex}\n", $"[global]\nformat-version = 1\n[lib.so.30]\npath = /usr/lib/lib.so.30\nhmac = {Hex}\n");

    /// <summary>Build information of a Go program, and the crates of a Rust program.</summary>
    public static ImmutableArray<byte[]> GoBuilds { get; } = [StubPrograms.GoBuildInfo("go1.24.4", "path\tapp\ndep\tgolang.org/x/crypto\tv0.31.0\th1:x\n=>\tgithub.com/a/b\tv1\nbuild\tGOFIPS140=v1.0.0-c2097c7c\nbuild\tDefaultGODEBUG=fips140=on\n")];

    public static ImmutableArray<byte[]> Crates { get; } = [StubPrograms.Crates(("ring", "0.17.8"), ("aws-lc-fips-sys", "0.13.0"))];

    /// <summary>NIST's lists as JSON and as CSV.</summary>
    public static ImmutableArray<byte[]> CmvpDumps { get; } = Texts(
        """{"metadata":{"retrieved_by_source_on":"2026-04-15T03:31:05Z"},"certificates":[{"certificate_number":"4985","module_name":"M","vendor_name":"V","standard":"FIPS 140-3","status":"Active","overall_level":1,"validation_dates":["3/11/2025","3/10/2025"],"sunset_date":"3/10/2030","caveat":"Interim validation"}],"modules_in_process":[{"Module Name":"A","Vendor Name":"VView Contacts","Standard":"FIPS 140-3","Status":"Review Pending  (4/13/2026)"}]}""",
        "Certificate Number,Vendor Name,Module Name,Standard,Status,Overall Level,Validation Dates,Sunset Date,Caveat\r\n4985,V,\"M \"\"F\"\"\",140-3,active,1,\"3/10/2025; 3/11/2025\",2030-03-10,\r\n#2,V,M,FIPS 140-2,Revoked,Level 2,2001-02-03,,x\n");


    public static ImmutableArray<byte[]> Providers { get; } = [StubModule.Provider(), StubModule.ProviderWithEmbeddedMac()];

    public static ImmutableArray<byte[]> Jars { get; } = [StubJar.BcFipsJar("2.0.0"), StubJar.Of(("lib/inner.jar", StubJar.BcFipsJar("2.0.0")), StubJar.Class(StubJar.BcProv), ("native/libcrypto.so", StubModule.Libcrypto()))];

    public static ImmutableArray<byte[]> Scripts { get; } = Texts("#!/bin/sh\n# x\nexport OPENSSL_CONF=/tmp/x LD_LIBRARY_PATH=/opt\nexec /usr/bin/app \"$@\"\n");

    public static ImmutableArray<byte[]> JavaSecurity { get; } = Texts("security.provider.1=BCFIPS C:HYBRID;ENABLE{All};\nsecurity.provider.2=\\\n  SUN\nfips.provider.1=SunPKCS11 ${java.home}/x\n");

    public static ImmutableArray<byte[]> NssCheck { get; } = [StubPrograms.Nss("3.110").Check];

    public static ImmutableArray<byte[]> LoaderCache { get; } = [StubLoaderCache.Write(("libcrypto.so.3", "/usr/lib/libcrypto.so.3"), ("libssl.so.3", "/usr/lib/libssl.so.3")), StubLoaderCache.Behind(StubLoaderCache.Write(("liba.so", "/a")))];

    public static ImmutableArray<byte[]> AsicManifest { get; } = Texts(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<asic:ASiCManifest xmlns:asic=\"http://uri.etsi.org/02918/v1.2.1#\" xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><asic:SigReference URI=\"META-INF/signature001.p7s\" MimeType=\"application/x-pkcs7-signature\"/>"
        + "<asic:DataObjectReference URI=\"a\"><ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/><ds:DigestValue>AAAA</ds:DigestValue></asic:DataObjectReference></asic:ASiCManifest>");

    public static ImmutableArray<byte[]> OpenSsl { get; } = Texts(
        ".pragma dollarid:off\nHOME = .\nopenssl_conf = init # x\n.include /d\n[init]\nproviders = p\n[p]\nfips = 'f'\na = ${init::providers}\\\n  more\n[f]\nactivate = 1\n");

    public static ImmutableArray<byte[]> Cmvp { get; } = Texts("""{"schema":"cmvp-container-modules","asOf":"2026-04-15","reviewedOn":"2026-11-23","modules":[],"updateStreams":[],"inProcess":[]}""");

    public static ImmutableArray<byte[]> SbomTexts { get; } = Texts(
        "SPDXVersion: SPDX-2.3\nSPDXID: SPDXRef-DOCUMENT\nCreator: Tool: t-1\nCreated: 2026-01-02T03:04:05Z\nPackageName: p\nSPDXID: SPDXRef-p\nPackageChecksum: SHA1: da39a3ee5e6b4b0d3255bfef95601890afd80709\nPackageComment: <text>a\nb</text>\nFileName: ./f\nSPDXID: SPDXRef-f\nRelationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-p\n",
        "spdxVersion: SPDX-2.3\nSPDXID: SPDXRef-DOCUMENT\npackages:\n  - { SPDXID: SPDXRef-p, name: p, versionInfo: 1 }\n",
        "<Document><spdxVersion>SPDX-2.3</spdxVersion><packages><SPDXID>SPDXRef-p</SPDXID><name>p</name></packages></Document>",
        "<bom xmlns=\"http://cyclonedx.org/schema/bom/1.5\" version=\"1\"><components><component type=\"library\" bom-ref=\"a\"><name>n</name><hashes><hash alg=\"SHA-1\">da39a3ee5e6b4b0d3255bfef95601890afd80709</hash></hashes><licenses><license><id>MIT</id></license></licenses></component></components><dependencies><dependency ref=\"a\"/></dependencies></bom>",
        "{\"@context\":\"https://spdx.org/rdf/3.0.1/spdx-context.jsonld\",\"@graph\":[{\"@id\":\"_:c\",\"type\":\"CreationInfo\",\"specVersion\":\"3.0.1\",\"createdBy\":[\"urn:o\"]},{\"spdxId\":\"urn:d\",\"type\":\"SpdxDocument\",\"rootElement\":[\"urn:z\"]},{\"spdxId\":\"urn:z\",\"type\":\"software_Package\",\"name\":\"z\"}]}");

    public static ImmutableArray<byte[]> Sbom { get; } = Texts(
        """{"spdxVersion":"SPDX-2.3","dataLicense":"CC0-1.0","SPDXID":"SPDXRef-DOCUMENT","name":"i","documentNamespace":"https://example.org/1","creationInfo":{"created":"2026-01-02T03:04:05Z","creators":["Tool: t"]},"packages":[{"SPDXID":"SPDXRef-z","name":"zlib","versionInfo":"1","downloadLocation":"NOASSERTION","externalRefs":[{"referenceCategory":"PACKAGE-MANAGER","referenceType":"purl","referenceLocator":"pkg:apk/wolfi/zlib@1"}]}],"relationships":[{"spdxElementId":"SPDXRef-DOCUMENT","relationshipType":"DESCRIBES","relatedSpdxElement":"SPDXRef-z"}]}""",
        """{"bomFormat":"CycloneDX","specVersion":"1.6","version":1,"metadata":{"timestamp":"2026-01-02T03:04:05Z","component":{"bom-ref":"i","type":"container","name":"a"}},"components":[{"bom-ref":"z","type":"library","name":"z","version":"1","purl":"pkg:apk/wolfi/z@1","licenses":[{"license":{"id":"Zlib"}}]}],"dependencies":[{"ref":"i","dependsOn":["z"]}]}""");

    public static ImmutableArray<byte[]> Dsse { get; } = Texts("""{"payloadType":"application/vnd.in-toto+json","payload":"e30=","signatures":[{"keyid":"","sig":"AQ=="}]}""");

    public static ImmutableArray<byte[]> Bundle { get; } = Texts(
        """{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json","verificationMaterial":{"certificate":{"rawBytes":"AQI="}},"dsseEnvelope":{"payloadType":"t","payload":"aGVs","signatures":[{"sig":"AQ=="}]}}""");

    public static ImmutableArray<byte[]> SimpleSigning { get; } = Texts(
        $$$$$"""{"critical":{"identity":{"docker-reference":"r.example/a"},"image":{"docker-manifest-digest":"sha256:{{{{{Hex}}}}}"},"type":"cosign container image signature"},"optional":null}""");

    public static ImmutableArray<byte[]> Statement { get; } = Texts(
        $$$$$"""{"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"a","digest":{"sha256":"{{{{{Hex}}}}}"}}],"predicateType":"https://slsa.dev/provenance/v1","predicate":{"buildDefinition":{"buildType":"https://b.example/t","externalParameters":{},"resolvedDependencies":[{"uri":"git+https://c.example/a","digest":{"gitCommit":"aa"}}]},"runDetails":{"builder":{"id":"https://b.example/ci"}}}}""");

    public static ImmutableArray<byte[]> Apk { get; } = Texts("C:Q1AAAAAAAAAAAAAAAAAAAAAAAAAAA=\nP:zlib\nV:1.3-r0\nA:x86_64\no:zlib\nL:Zlib\nF:usr/lib\nM:0:0:755\nR:libz.so.1\na:0:0:755\nZ:Q1AAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\nP:b\nV:2\n\n");

    public static ImmutableArray<byte[]> Dpkg { get; } = Texts("Package: a\nStatus: install ok installed\nVersion: 1:2-3\nArchitecture: amd64\nSource: b (1)\nMaintainer: M <m@example.org>\nDescription: d\n more\n\nPackage: c\nStatus: deinstall ok config-files\nVersion: 1\n");

    public static ImmutableArray<byte[]> DpkgFiles { get; } = Texts("/.\n/usr/bin/a\n", "d41d8cd98f00b204e9800998ecf8427e  usr/bin/a\n", "/bin/sh\n/bin/sh.distrib\ndash\n");

    public static ImmutableArray<byte[]> OsRelease { get; } = Texts("ID=debian\nVERSION_ID=\"12\"\nPRETTY_NAME=\"A \\\"B\\\"\"\nID_LIKE='a b'\n");

    public static ImmutableArray<byte[]> Purl { get; } = Texts("pkg:deb/debian/a@1:2%2Bb?arch=amd64&distro=debian-12#sub/path", "pkg:npm/%40scope/x@1", "pkg:golang/github.com/a/b@v1");

    public static ImmutableArray<byte[]> Pem { get; } = Texts(
        "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEaxfR8uEsQkf4vOblY6RA8ncDfYEt\n6zOg9KE5RdiYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7LtkBoN79R9Q==\n-----END PUBLIC KEY-----\n");

    public static ImmutableArray<byte[]> TrustedRoot { get; } = Texts(
        """{"mediaType":"application/vnd.dev.sigstore.trustedroot+json;version=0.1","tlogs":[{"baseUrl":"https://l.example","hashAlgorithm":"SHA2_256","publicKey":{"rawBytes":"AA==","keyDetails":"PKIX_ECDSA_P256_SHA_256","validFor":{"start":"2021-01-12T11:53:27Z"}},"logId":{"keyId":"AA=="}}],"certificateAuthorities":[],"ctlogs":[],"timestampAuthorities":[]}""");

    public static ImmutableArray<byte[]> Oci { get; } = Texts(
        $$$$$"""{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:{{{{{Hex}}}}}","size":2},"layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"sha256:{{{{{Hex}}}}}","size":2}]}""",
        $$$$$"""{"schemaVersion":2,"manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:{{{{{Hex}}}}}","size":2,"platform":{"os":"linux","architecture":"amd64"}}]}""",
        $$$$$"""{"os":"linux","architecture":"amd64","config":{"User":"1","Env":["A=b"]},"rootfs":{"type":"layers","diff_ids":["sha256:{{{{{Hex}}}}}"]}}""");

    public static ImmutableArray<byte[]> Inventory { get; } = Texts($$"""{"path":"etc/passwd","type":"file","mode":"0644","size":1,"sha256":"{{Hex}}"}""" + "\n");

    public static ImmutableArray<byte[]> Cel { get; } = Texts(
        "[1, 2, x].all(i, i > 0 && i < 10) ? 'a' + \"b\" : b'c' == b\"\\x63\"", "any.filter(a, a.size() > 1).map(b, {'k': b}).exists(c, has(c.k)) || x in [1u, 2.5, null]", "timestamp('2026-01-01T00:00:00Z') + duration('1h') < any && 'abc'.matches('^a+$')");

    private static ImmutableArray<byte[]> Texts(params string[] texts) => [.. texts.Select(Encoding.UTF8.GetBytes)];

    private static byte[] Archive()
    {
        var stream = new MemoryStream();
        var tar = new TarWriter(stream);
        tar.Add(new TarItem(".PKGINFO", TarEntryType.Regular), Encoding.UTF8.GetBytes("pkgname = a\npkgver = 1-r0\narch = x86_64\ndatahash = " + Hex + "\n"));
        tar.Add(new TarItem("usr", TarEntryType.Directory));
        tar.Add(new TarItem("usr/a", TarEntryType.SymbolicLink) { LinkName = "b" });
        tar.Add(new TarItem($"usr/{new string('l', 150)}", TarEntryType.Regular) { Mode = 0x1A4 }, new byte[700]);
        tar.Finish();
        return stream.ToArray();
    }

    private static byte[] Zipped()
    {
        var stream = new MemoryStream();
        using (var zip = new System.IO.Compression.ZipArchive(stream, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in (string[])["mimetype", "data/a.json"])
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(new string('a', 300)));
            }
        }

        return stream.ToArray();
    }
}
