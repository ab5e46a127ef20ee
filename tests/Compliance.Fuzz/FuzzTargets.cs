using System.Collections.Immutable;
using System.Text;
using Compliance.Cryptography.Certificates;
using Compliance.Cryptography.Keys;
using Compliance.Cryptography.ModuleIntegrity;
using Compliance.Cryptography.Sigstore.Roots;
using Compliance.Evidence.Packaging.Documents;
using Compliance.Formats.Archives.Asic;
using Compliance.Formats.Archives.Compression;
using Compliance.Formats.Archives.Tar;
using Compliance.Formats.Archives.Zip;
using Compliance.Formats.Attestation;
using Compliance.Formats.CryptoModules;
using Compliance.Formats.CryptoModules.Cmvp;
using Compliance.Formats.CryptoModules.Cmvp.Lists;
using Compliance.Formats.CryptoModules.Elf;
using Compliance.Formats.CryptoModules.Java;
using Compliance.Formats.CryptoModules.Loading;
using Compliance.Formats.CryptoModules.Nss;
using Compliance.Formats.CryptoModules.OpenSsl;
using Compliance.Formats.CryptoModules.OpenSsl.Configuration;
using Compliance.Formats.CryptoModules.Scanning;
using Compliance.Formats.Packages;
using Compliance.Formats.Packages.Apk;
using Compliance.Formats.Packages.Apk.Archives;
using Compliance.Formats.Packages.Apk.Indexes;
using Compliance.Formats.Packages.Dpkg;
using Compliance.Formats.Packages.Urls;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Formats.Reading.Yaml;
using Compliance.Formats.Sbom;
using Compliance.Oci.Files;
using Compliance.Oci.Models;
using Compliance.Policy.Cel;
using Compliance.Policy.Exceptions;
using Compliance.Policy.Library;
using Compliance.Reporting.Templates;
using Compliance.Tests.World;

namespace Compliance.Fuzz;

/// <summary>Readers that meet bytes of strangers. To add one, add a row.</summary>
public static class FuzzTargets
{
    private static readonly CelEnvironment Environment = CelEnvironment.Standard.WithVariables(new CelVariable("x", CelType.Int), new CelVariable("any", CelType.Dyn));

    /// <summary>A library that a file with its value belongs beside.</summary>
    private static readonly byte[] Gnutls = StubElf.Write("\0/proc/sys/crypto/fips_enabled\0orboDeJITITejsirpADONivirpUkvarP\0"u8.ToArray(), ["gnutls_global_init"], ["libc.so.6"], "lib.so.30");

    /// <summary>In the order of the rooms that they live in.</summary>
    public static ImmutableArray<FuzzTarget> All { get; } =
    [
        new("json", FuzzSeeds.Json, bytes => StrictJson.Read(bytes, "f")),
        new("yaml", FuzzSeeds.Yaml, bytes => YamlTree.Read(bytes, "f")),
        new("zip", FuzzSeeds.Zip, Zip),
        new("tar", FuzzSeeds.Tar, Tar),
        new("gzip", FuzzSeeds.Gzip, bytes => Decompress(bytes, CompressionKind.Gzip)),
        new("zstd", FuzzSeeds.Zstd, bytes => Decompress(bytes, CompressionKind.Zstd)),
        new("asic-manifest", FuzzSeeds.AsicManifest, bytes => AsicManifestReader.Read(bytes, "f")),
        new("elf", FuzzSeeds.Elf, Elf),
        new("module-scanner", FuzzSeeds.Programs, bytes => Scan(bytes, isArchive: false)),
        new("jar", FuzzSeeds.Jars, bytes => Scan(bytes, isArchive: true)),
        new("script", FuzzSeeds.Scripts, bytes => Scan(bytes, isArchive: false)),
        new("java-security", FuzzSeeds.JavaSecurity, bytes => JavaSecurity.Read(bytes)),
        new("nss-check-file", FuzzSeeds.NssCheck, bytes => NssCheckFile.Read(bytes)),
        new("loader-cache", FuzzSeeds.LoaderCache, bytes => LoaderCache.Read(bytes, "f")),
        new("integrity-file", FuzzSeeds.IntegrityFiles, bytes => ScanBeside(Gnutls, bytes)),
        new("go-build", FuzzSeeds.GoBuilds, bytes => Scan(StubElf.Write("\0crypto/sha256.Sum256\0"u8.ToArray(), [], [], "", null, (".go.buildinfo", bytes)), isArchive: false)),
        new("rust-crates", FuzzSeeds.Crates, bytes => Scan(StubElf.Write([0], [], ["libc.so.6"], "", null, (".dep-v0", bytes)), isArchive: false)),
        new("provider-integrity", FuzzSeeds.Providers, Provider),
        new("module-scan-document", FuzzSeeds.Json, bytes => ScanDocumentReader.Read(bytes, "f", Limits.Default)),
        new("openssl-configuration", FuzzSeeds.OpenSsl, OpenSsl),
        new("cmvp-dump", FuzzSeeds.CmvpDumps, bytes => CmvpDumpReader.Read(bytes, "f", null, null, Sha256Of(bytes), isWhole: true, Limits.Default)),
        new("cmvp-catalog", FuzzSeeds.Cmvp, bytes => CmvpCatalogReader.Read(bytes, "f", Limits.Default)),
        new("sbom", FuzzSeeds.Sbom, bytes => SbomReaders.Read(bytes, "f")),
        new("sbom-texts", FuzzSeeds.SbomTexts, bytes => SbomReaders.Read(bytes, "f")),
        new("dsse", FuzzSeeds.Dsse, bytes => DsseEnvelope.Read(bytes, "f")),
        new("sigstore-bundle", FuzzSeeds.Bundle, bytes => SigstoreBundle.Read(bytes, "f")),
        new("simple-signing", FuzzSeeds.SimpleSigning, bytes => SimpleSigning.Read(bytes, "f")),
        new("statement", FuzzSeeds.Statement, Statement),
        new("apk-database", FuzzSeeds.Apk, bytes => ApkDatabase.Read(bytes, "f")),
        new("apk-package", FuzzSeeds.TarGzip, bytes => ApkArchive.Read(new MemoryStream(bytes), "f")),
        new("apk-index", FuzzSeeds.TarGzip, bytes => ApkIndex.Read(bytes, "f")),
        new("dpkg-status", FuzzSeeds.Dpkg, bytes => DpkgStatus.Read(bytes, "f")),
        new("dpkg-files", FuzzSeeds.DpkgFiles, Dpkg),
        new("os-release", FuzzSeeds.OsRelease, bytes => OsRelease.Read(bytes, "f")),
        new("purl", FuzzSeeds.Purl, bytes => PackageUrl.Parse(Encoding.UTF8.GetString(bytes))),
        new("public-key", FuzzSeeds.Pem, bytes => PublicKeys.Read(bytes, "f")),
        new("trust-anchors", FuzzSeeds.Pem, bytes => TrustAnchors.Read(bytes, "f")),
        new("trusted-root", FuzzSeeds.TrustedRoot, bytes => TrustedRoots.Read(bytes, "f")),
        new("oci-documents", FuzzSeeds.Oci, Oci),
        new("inventory", FuzzSeeds.Inventory, bytes => FileInventory.Read(new MemoryStream(bytes), Limits.Default)),
        new("cel", FuzzSeeds.Cel, Cel),
        new("waiver", FuzzSeeds.Yaml, bytes => Waiver.Read(bytes, "f")),
        new("system-file", FuzzSeeds.Yaml, bytes => SystemFile.Read(bytes, "f")),
        new("results", FuzzSeeds.Json, bytes => ResultsDocument.Read(bytes, "f")),
        new("report-template", FuzzSeeds.Yaml, bytes => ReportTemplates.Read(bytes, "f")),
        .. PackageFuzzTargets.All,
        .. FindingFuzzTargets.All,
        .. EvidenceFuzzTargets.All,
    ];

    private static void Zip(byte[] bytes)
    {
        if (!StrictZip.Read(new MemoryStream(bytes), "f").TryGet(out var contents)) return;
        foreach (var entry in contents.Entries)
        {
            try
            {
                using var content = contents.Open(entry);
                content.CopyTo(Stream.Null);
            }
            catch (InvalidDataException)
            {
                // The one way to say that an entry's bytes are not what its header says.
            }
        }
    }

    private static void Tar(byte[] bytes)
    {
        var reader = new TarReader(new MemoryStream(bytes), "f", Limits.Default);
        while (reader.Next())
        {
            while (!reader.ReadBody().IsEmpty)
            {
            }
        }
    }

    private static void Decompress(byte[] bytes, CompressionKind kind)
    {
        try
        {
            using var stream = Decompression.Open(new MemoryStream(bytes), kind);
            var buffer = new byte[1 << 16];
            for (long total = 0, read; total < 64 << 20 && (read = stream.Read(buffer)) > 0; total += read)
            {
            }
        }
        catch (CorruptCompressionException)
        {
            // The one way to say so.
        }
    }

    /// <summary>As the audit looks: every rule, what its place adds, and the integrity values that are found.</summary>
    private static void Scan(byte[] bytes, bool isArchive) => Scan(bytes, isArchive, bytes);

    private static void ScanBeside(byte[] library, byte[] bytes) => Scan(library, isArchive: false, bytes);

    private static void Scan(byte[] bytes, bool isArchive, byte[] beside)
    {
        if (ModuleScanner.Scan(ByteSource.Of(bytes), isArchive) is not { } content) return;
        foreach (var module in content.At(new ModulePlace("usr/lib/libx.so", ByteSource.Of(bytes), _ => beside), Sha256Of(bytes)).Modules.Concat(content.Modules))
        {
            if (module.Recipe is { } recipe) RecipeIntegrity.Check(recipe);
        }
    }

    private static void Provider(byte[] bytes)
    {
        if (ElfReader.Read(bytes, "f").TryGet(out var file)) OpenSslProviderIntegrity.Check(bytes, ProviderIdentityReader.Read(file), "00:11");
    }

    private static Compliance.Formats.Digest Sha256Of(byte[] bytes) => Compliance.Cryptography.Hashing.Digests.Sha256(bytes);

    private static void Elf(byte[] bytes)
    {
        if (!ElfReader.Read(bytes, "f").TryGet(out var file)) return;
        foreach (var section in file.Sections) _ = file.BytesOf(section).Length;
        _ = file.Symbols().Count();
        _ = file.BuildId;
        _ = ProviderIdentityReader.Read(file);
        _ = LibcryptoIdentityReader.Read(file);
    }

    private static void OpenSsl(byte[] bytes) =>
        OpenSslConfigurationReader.Read("/c", path => path == "/c" ? new ConfigurationFile.Present(bytes) : ConfigurationFile.None, new Dictionary<string, string>(StringComparer.Ordinal));

    private static void Statement(byte[] bytes)
    {
        if (InTotoStatement.Read(bytes, "f").TryGet(out var statement)) SlsaProvenance.Read(statement);
    }

    private static void Dpkg(byte[] bytes)
    {
        DpkgFiles.ReadList(bytes, "f");
        DpkgFiles.ReadSums(bytes, "f");
        DpkgFiles.ReadDiversions(bytes, "f");
    }

    private static void Oci(byte[] bytes)
    {
        ImageIndex.Read(bytes, "f", null, Limits.Default);
        ImageManifest.Read(bytes, "f", null, Limits.Default);
        ImageConfig.Read(bytes, "f", Limits.Default);
    }

    private static void Cel(byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        CelProgram.Compile(text, Environment, new Locator("f", Line: 1, Column: 1));
        CelProgram.CompileUnchecked(text, Environment, new Locator("f", Line: 1, Column: 1));
    }
}
