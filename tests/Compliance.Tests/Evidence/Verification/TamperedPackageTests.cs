using System.Text;
using Compliance.Cryptography.Checks;
using Compliance.Evidence.Packaging;
using Compliance.Evidence.Verification;
using Compliance.Formats.Archives.Zip;
using Compliance.Policy.Results;
using Compliance.Tests.Evidence.Packaging;
using Compliance.Tests.Evidence.Raw;

namespace Compliance.Tests.Evidence.Verification;

/// <summary>The catalogue of tampering: each case with the code that must be the first to fail.</summary>
public sealed class TamperedPackageTests
{
    private const string Results = "data/results/results.json";
    private const string Manifest = "META-INF/ASiCManifest001.xml";
    private const string Signature = "META-INF/signature001.p7s";
    private const string Passwd = "files/etc/passwd";

    private static readonly byte[] Good = PackageWorld.Seal();
    private static readonly byte[] Other = PackageWorld.Seal(RawSamples.Evidence("user:x:1000:1000::/:/bin/false\n"));

    /// <summary>Case, first failing code.</summary>
    public static TheoryData<string, string> Cases() => new()
    {
        { "extra entry", "PKG-0105" }, { "extra payload", "PKG-0202" }, { "missing entry", "PKG-0202" }, { "missing results", "PKG-0104" }, { "wrong mimetype", "PKG-0102" },
        { "mimetype not first", "PKG-0102" }, { "other order", "PKG-0103" }, { "second manifest", "PKG-0105" }, { "recompressed tag file", "PKG-0204" }, { "stored payload", "PKG-0204" },
        { "payload edited", "PKG-0203" }, { "manifest of another package", "PKG-0203" }, { "manifest edited", "CMS-0005" }, { "uri with percent", "ASIC-0003" }, { "uri with dot segment", "ASIC-0003" },
        { "reference twice", "ASIC-0004" }, { "sha-1 digest", "ASIC-0005" }, { "unknown digest", "ASIC-0005" }, { "document type", "ASIC-0001" }, { "entity bomb", "ASIC-0001" },
        { "other namespace", "ASIC-0002" }, { "comment in digest", "ASIC-0007" }, { "white space in manifest", "ASIC-0007" }, { "bag disagrees", "PKG-0205" }, { "package.json disagrees", "PKG-0207" },
        { "package.json not canonical", "PKG-0206" }, { "package.json says more", "PKG-0206" }, { "package.json has a name twice", "PKG-0206" }, { "size lie", "PKG-0207" }, { "evidence root", "PKG-0208" },
        { "package id", "PKG-0209" }, { "verdict", "PKG-0602" }, { "counts", "PKG-0603" }, { "evaluator", "PKG-0212" }, { "signer", "PKG-0301" },
        { "results edited by stranger", "PKG-0205" }, { "unlisted evidence", "PKG-0205" }, { "manifest is not the subject", "PKG-0213" },
        { "no signature", "PKG-0104" }, { "empty signature", "CMS-0001" }, { "signature of another package", "CMS-0005" },
        { "look-alike signer", "CERT-0003" }, { "look-alike signer, evidence edited", "CERT-0003" }, { "look-alike signer, results edited", "CERT-0003" },
        { "right key, results edited", "PKG-0601" }, { "right key, evidence edited", "PKG-0501" }, { "right key, facts edited", "PKG-0501" }, { "right key, policy edited", "PKG-0503" },
        { "right key, subject figures edited", "PKG-0502" }, { "report of another package", "PKG-0701" }, { "report without identity", "PKG-0701" }, { "pdf of another package", "PKG-0701" }, { "pdf with an update", "PKG-0701" }, { "pdf with a script", "PKG-0701" },
        { "signed in the future", "CMS-0011" }, { "run in the future", "CMS-0011" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Tampering_is_found_and_its_cause_is_named_first(string name, string code)
    {
        var report = PackageWorld.Verify(Make(name));
        Assert.Equal(VerificationConclusion.Failed, report.Conclusion);
        Assert.Equal(code, report.FirstFailure!.Code.Text);
        Assert.Equal(8, report.Lines.Length);
    }

    [Fact]
    public void Another_day_is_noted()
    {
        var at = PackageWorld.Finished.AddDays(-40);
        var package = PackageWorld.Seal(change: inputs => inputs with { Run = inputs.Run with { EvaluatedAt = at }, Evaluation = inputs.Evaluation with { EvaluatedAt = at } });
        var report = PackageWorld.Verify(package);
        Assert.Equal(VerificationConclusion.Verified, report.Conclusion);
        Assert.Contains(report.Lines[3].Checks, check => check is { Outcome: CheckOutcome.Note, Code.Text: "PKG-0403" });
    }

    private static PackageEditor Edit() => new(Good);

    private static byte[] Make(string name) => name switch
    {
        "extra entry" => Edit().Insert(1, "INSTALL.sh", "rm"u8.ToArray()).ToBytes(),
        "extra payload" => Edit().Insert(Edit().IndexOf(Results) + 1, "data/results/results2.json", "{}"u8.ToArray()).ToBytes(),
        "missing entry" => Edit().Remove("data/evidence/system.yaml").ToBytes(),
        "missing results" => Edit().Remove(Results).ToBytes(),
        "wrong mimetype" => Edit().Set("mimetype", "application/zip"u8.ToArray()).ToBytes(),
        "mimetype not first" => Edit().Move("mimetype", 1).ToBytes(),
        "other order" => Edit().Move(Results, 1).ToBytes(),
        "second manifest" => Edit().Insert(Edit().IndexOf(Signature), "META-INF/ASiCManifest002.xml", "<a/>"u8.ToArray()).ToBytes(),
        "recompressed tag file" => Edit().Pack("package.json", ZipMethod.Deflate).ToBytes(),
        "stored payload" => Edit().Pack("data/report/report.html", ZipMethod.Store).ToBytes(),
        "payload edited" => Edit().Replace(Results, "not met", "met").ToBytes(),
        "manifest of another package" => Edit().Set(Manifest, new PackageEditor(Other)[Manifest]).Set(Signature, new PackageEditor(Other)[Signature]).ToBytes(),
        "signature of another package" => Edit().Set(Signature, new PackageEditor(Other)[Signature]).ToBytes(),
        "manifest edited" => Edit().Replace(Manifest, "text/html", "text/hxml").ToBytes(),
        "uri with percent" => Xml("URI=\"data/evidence/system.yaml\"", "URI=\"data/evidence/%73ystem.yaml\""),
        "uri with dot segment" => Xml("URI=\"data/evidence/system.yaml\"", "URI=\"./data/evidence/system.yaml\""),
        "reference twice" => Xml("URI=\"data/evidence/system.yaml\"", "URI=\"data/results/results.json\""),
        "sha-1 digest" => Xml("http://www.w3.org/2001/04/xmlenc#sha256", "http://www.w3.org/2000/09/xmldsig#sha1"),
        "unknown digest" => Xml("http://www.w3.org/2001/04/xmlenc#sha256", "urn:x"),
        "document type" => Xml("<asic:ASiCManifest ", "<!DOCTYPE a SYSTEM \"file:///etc/passwd\">\n<asic:ASiCManifest "),
        "entity bomb" => Xml("<asic:ASiCManifest ", "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]>\n<asic:ASiCManifest "),
        "other namespace" => Xml("http://uri.etsi.org/02918/v1.2.1#", "urn:asic"),
        "comment in digest" => Xml("<ds:DigestValue>", "<ds:DigestValue><!-- -->"),
        "white space in manifest" => Xml("</asic:ASiCManifest>", " </asic:ASiCManifest>"),
        "bag disagrees" => Edit().Replace("bag-info.txt", "Payload-Oxum: ", "Payload-Oxum: 1").Sign(PackageWorld.Files),
        "package.json disagrees" => Edit().Replace("package.json", "\"path\":\"data/evidence/system.yaml\"", "\"path\":\"data/evidence/system.yml\"").Sign(PackageWorld.Files),
        "package.json not canonical" => Edit().Replace("package.json", "\"schema\":", " \"schema\":").Sign(PackageWorld.Files),
        "package.json says more" => Edit().Replace("package.json", "\"schema\":", "\"schedule\":1,\"schema\":").Sign(PackageWorld.Files),
        "package.json has a name twice" => Edit().Replace("package.json", "\"schema\":", "\"schema\":\"x\",\"schema\":").Sign(PackageWorld.Files),
        "size lie" => Edit().Replace("package.json", "\"size\":6}", "\"size\":7}").Sign(PackageWorld.Files),
        "evidence root" => Edit().Replace("package.json", "\"evidenceRoot\":{\"algorithm\":\"rfc6962-sha256\",\"value\":\"" + Root(Good), "\"evidenceRoot\":{\"algorithm\":\"rfc6962-sha256\",\"value\":\"" + Root(Other)).Sign(PackageWorld.Files),
        "package id" => Edit().Replace("package.json", "\"startedAt\":\"2026-11-23T10:01:11Z\"", "\"startedAt\":\"2026-11-23T10:01:10Z\"").Sign(PackageWorld.Files),
        "verdict" => Edit().Replace("package.json", "\"verdict\":\"not met\"", "\"verdict\":\"met\"").Sign(PackageWorld.Files),
        "counts" => Edit().Replace("package.json", "\"met\":0", "\"met\":9").Sign(PackageWorld.Files),
        "evaluator" => Edit().Replace("package.json", "\"fipsProvider\":\"absent\"", "\"fipsProvider\":\"active\"").Sign(PackageWorld.Files),
        "signer" => Edit().Replace("package.json", "\"algorithm\":\"ecdsa-p384-sha384\"", "\"algorithm\":\"ecdsa-p256-sha256\"").Sign(PackageWorld.Files),
        "results edited by stranger" => Edit().Replace(Results, "not met", "met").Sign(PackageWorld.LookAlike),
        "unlisted evidence" => Edit().Insert(Edit().IndexOf("data/evidence/sboms/app.spdx.json"), "data/evidence/more.json", "{}"u8.ToArray()).Sign(PackageWorld.Files),
        "manifest is not the subject" => PackageWorld.Seal(OtherSubject()),
        "no signature" => Edit().Remove(Signature).ToBytes(),
        "empty signature" => Edit().Set(Signature, []).ToBytes(),
        "look-alike signer" => ByLookAlike(null),
        "look-alike signer, evidence edited" => ByLookAlike(null, RawSamples.Evidence("user:x:1000:1000::/:/bin/false\n")),
        "look-alike signer, results edited" => ByLookAlike(BetterResults),
        "right key, results edited" => PackageWorld.Seal(change: BetterResults),
        "right key, evidence edited" => PackageWorld.Seal(change: inputs => inputs with { Raw = RawSamples.Evidence("user:x:1000:1000::/:/bin/false\n") }),
        "right key, facts edited" => PackageWorld.Seal(change: inputs => inputs with { Facts = PackageWorld.Inputs(RawSamples.Evidence("user:x:1000:")).Facts }),
        "right key, policy edited" => PackageWorld.Seal(change: inputs => inputs with { Policies = [inputs.Policies[0] with { Content = "id: anything-goes\n"u8.ToArray() }] }),
        "right key, subject figures edited" => PackageWorld.Seal(change: inputs => inputs with { Subjects = [inputs.Subjects[0] with { Packages = 7 }] }),
        "report of another package" => PackageWorld.Seal(reports: draft => PackageWorld.Reports(draft with { PackageId = "00000000-0000-8000-8000-000000000000" })),
        "report without identity" => PackageWorld.Seal(reports: _ => [new PackageReport("report.html", new("text/html"), "<html></html>"u8.ToArray())]),
        "pdf of another package" => Pdf(text => text.Replace("package ", "package 0", StringComparison.Ordinal)),
        "pdf with an update" => Pdf(text => text + "1 0 obj\n%%EOF\n"),
        "pdf with a script" => Pdf(text => text.Replace("%%EOF", "<</S/JavaScript>>\n%%EOF", StringComparison.Ordinal)),
        "signed in the future" => PackageWorld.Seal(signedAt: PackageWorld.Now.AddDays(1)),
        "run in the future" => PackageWorld.Seal(change: inputs => inputs with { Run = inputs.Run with { FinishedAt = PackageWorld.Now.AddDays(1) } }, signedAt: PackageWorld.Now.AddDays(1)),
        _ => throw new ArgumentException(name),
    };

    // A manifest that is signed by the right key as it stands, and spelled otherwise.
    private static byte[] Xml(string old, string text)
    {
        using var signer = PackageWorld.Open(PackageWorld.Files);
        var manifest = Encoding.UTF8.GetString(Edit()[Manifest]);
        Assert.Contains(old, manifest, StringComparison.Ordinal);
        return Edit().SetManifest(Encoding.UTF8.GetBytes(manifest.Replace(old, text, StringComparison.Ordinal)), signer).ToBytes();
    }

    private static PackageInputs BetterResults(PackageInputs inputs) =>
        inputs with { Evaluation = inputs.Evaluation with { Results = [inputs.Evaluation.Results[0] with { Verdict = Verdict.Met }] } };

    private static byte[] ByLookAlike(Func<PackageInputs, PackageInputs>? change, Compliance.Evidence.Raw.RawEvidence? raw = null)
    {
        using var signer = PackageWorld.Open(PackageWorld.LookAlike);
        return PackageWorld.Seal(raw, change, signer);
    }

    private static Compliance.Evidence.Raw.RawEvidence OtherSubject()
    {
        var raw = RawSamples.Evidence();
        return raw with { Images = [raw.Images[0] with { Subject = raw.Images[0].Config!.Item.Sha256, Gaps = [] }] };
    }

    private static byte[] Pdf(Func<string, string> change) => PackageWorld.Seal(reports: draft => PackageWorld.Reports(draft)
        .Select(report => report.Name == "report.pdf" ? report with { Content = Encoding.ASCII.GetBytes(change(Encoding.ASCII.GetString(report.Content.Span))) } : report));

    private static string Root(byte[] package)
    {
        var text = Encoding.UTF8.GetString(new PackageEditor(package)["package.json"]);
        return text[(text.IndexOf("rfc6962-sha256\",\"value\":\"", StringComparison.Ordinal) + 25)..][..64];
    }
}
