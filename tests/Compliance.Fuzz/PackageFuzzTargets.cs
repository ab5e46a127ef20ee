using System.Collections.Immutable;
using System.Text;
using Compliance.Formats.Packages.Apko;
using Compliance.Formats.Packages.Apko.Locks;
using Compliance.Formats.Packages.Dpkg.Licences;
using Compliance.Formats.Packages.Files;
using Compliance.Formats.Packages.Languages;
using Compliance.Formats.Packages.Python;
using Compliance.Formats.Packages.Recipes;
using Compliance.Formats.Packages.Rpm;
using Compliance.Formats.Reading;
using Compliance.Formats.Sbom.Profiles;
using Compliance.Formats.Sbom.Schemas;
using Compliance.Tests.Formats.Packages.Rpm;

namespace Compliance.Fuzz;

/// <summary>Readers of package databases, metadata of languages, and what bills of materials are judged by.</summary>
internal static class PackageFuzzTargets
{
    private static readonly byte[] Header = HeaderSample.Package("a", "1", "2", ("usr/bin/a", new string('a', 64)), ("etc/a", new string('b', 64)));

    // One file of metadata of each kind, with its path.
    private static readonly ImmutableArray<(string Path, string Text)> Metadata =
    [
        ("usr/lib/a-1.dist-info/METADATA", "Metadata-Version: 2.1\nName: A_b\nVersion: 1.0\nLicense: MIT\n\ntext\n"),
        ("app/node_modules/@s/n/package.json", """{"name":"@s/n","version":"1.2.3","license":{"type":"MIT"}}"""),
        ("usr/lib/ruby/specifications/rake-13.gemspec", "Gem::Specification.new do |s|\n  s.name = \"rake\".freeze\n  s.version = \"13.0\"\n  s.licenses = [\"MIT\".freeze]\nend\n"),
        ("app/a.deps.json", """{"libraries":{"A.B/1.0.0":{"type":"package","sha512":"x"},"app/1":{"type":"project"}}}"""),
        ("app/vendor/composer/installed.json", """{"packages":[{"name":"a/b","version":"v1.0","license":["MIT"]}]}"""),
    ];

    public static ImmutableArray<FuzzTarget> All { get; } =
    [
        new("rpm-sqlite", [SqliteSample.Write(Header, Header)], bytes => RpmDatabase.Read(bytes, "f", bytes)),
        new("rpm-ndb", [NdbSample.Write([Header, Header])], bytes => RpmDatabase.Read(bytes, "f")),
        new("rpm-bdb", [BdbSample.Write([Header, Header])], bytes => RpmDatabase.Read(bytes, "f")),
        new("rpm-header", [Header], bytes => RpmDatabase.Read(SqliteSample.Write(bytes.Length > 1500 ? bytes[..1500] : bytes), "f")),
        new("rpm-manifest", Texts("glibc\t2.35-2.cm2\t1\t2\tMicrosoft Corporation\t(none)\t3\tx86_64\t0\tglibc-2.35-2.cm2.src.rpm\n"), bytes => RpmManifest.Read(bytes, "f")),
        new("language-metadata", [.. Metadata.Select(one => Encoding.UTF8.GetBytes(one.Text))], Languages),
        new("python-record", Texts("a/b.py,sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU,0\n\"c,d\",,\n"), bytes => PythonRecord.Read(bytes, "f", Limits.Default)),
        new("dpkg-copyright", Texts("Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n\nFiles: *\nCopyright: x\nLicense: GPL-2+ and MIT\n text\n"), bytes => DpkgCopyright.ReadLicence(bytes)),
        new("file-rules", Texts("rules:\n  - id: a\n    explains: generated\n    paths: [ \"a/**/*.x\" ]\n    because: b\n    source: c\n"), bytes => FileRules.Read(bytes, "f", Limits.Default)),
        new("sbom-profile", Texts("id: p\ntitle: t\nversion: 1\ndate: 2026-01-01\nstate: final\nsource: s\nrules:\n  - { id: a, scope: document, check: author, force: must, text: t }\n"), bytes => SbomProfile.Read(bytes, "f", Limits.Default)),
        new("sbom-schema", [.. FuzzSeeds.Sbom, .. FuzzSeeds.SbomTexts], bytes => SbomSchemas.Judge(bytes, "f")),
        new("apko-configuration", FuzzSeeds.Yaml, bytes => ApkoConfigurationReader.Read(bytes, "f")),
        new("apko-lock", Texts("""{"version":"v1","contents":{"packages":[{"name":"a","version":"1-r0","architecture":"x86_64","url":"https://a.example/a.apk","checksum":"Q1AAAAAAAAAAAAAAAAAAAAAAAAAAA="}]}}"""), bytes => ApkoLock.Read(bytes, "f")),
    ];

    private static void Languages(byte[] bytes)
    {
        foreach (var (path, _) in Metadata) LanguageMetadata.Read(bytes, path);
    }

    private static ImmutableArray<byte[]> Texts(params string[] texts) => [.. texts.Select(Encoding.UTF8.GetBytes)];
}
