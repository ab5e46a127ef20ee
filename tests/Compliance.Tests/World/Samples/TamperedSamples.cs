using System.Collections.Immutable;
using System.Text;
using Compliance.Cryptography.Signing;
using Compliance.Evidence.Packaging;
using Compliance.Policy.Results;
using Compliance.Tests.Evidence.Packaging;

namespace Compliance.Tests.World.Samples;

/// <summary>Ten ways to tamper with the good package, each with the code that must be the first to fail.</summary>
internal static class TamperedSamples
{
    /// <summary>File name without ending, first failing code, what was done.</summary>
    public static readonly ImmutableArray<(string Name, string Code, string About)> Cases =
    [
        ("01-evidence-byte-flipped", "PKG-0203", "one bit of a raw evidence file is changed"),
        ("02-extra-entry", "PKG-0105", "a script was added"),
        ("03-missing-entry", "PKG-0202", "a raw evidence file was taken out"),
        ("04-signature-stripped", "PKG-0104", "the signature was taken out"),
        ("05-manifest-edited", "CMS-0005", "the signed manifest says another media type"),
        ("06-trailing-bytes", "ZIP-0001", "bytes were put behind the archive"),
        ("07-resigned-by-stranger", "CERT-0003", "nothing changed but the signer: same names, other keys"),
        ("08-image-replaced-by-stranger", "CERT-0003", "everything is made consistently of an image and a trust folder of the stranger's"),
        ("09-results-edited-by-stranger", "CERT-0003", "verdicts are improved, every digest agrees, signed by the stranger"),
        ("10-results-edited-by-right-key", "PKG-0601", "verdicts are improved, every digest agrees, signed by the right key"),
    ];

    public static byte[] Make(string name, byte[] good, ISigner right, ISigner stranger) => name[..2] switch
    {
        "01" => FlipBit(new PackageEditor(good), Evidence(good)).ToBytes(),
        "02" => new PackageEditor(good).Insert(1, "INSTALL.sh", "#!/bin/sh\n"u8.ToArray()).ToBytes(),
        "03" => new PackageEditor(good).Remove(Evidence(good)).ToBytes(),
        "04" => new PackageEditor(good).Remove("META-INF/signature001.p7s").ToBytes(),
        "05" => new PackageEditor(good).Replace("META-INF/ASiCManifest001.xml", "text/html", "text/hxml").ToBytes(),
        "06" => [.. good, .. "trailing"u8],
        "07" => SampleAudit.Package(AfterImage.Build(), AfterImage.Signer, stranger),
        "08" => SampleAudit.Package(AfterImage.Build(TestSigner.Named("stranger")), TestSigner.Named("stranger"), stranger),
        "09" => SampleAudit.Package(AfterImage.Build(), AfterImage.Signer, stranger, Improve),
        "10" => SampleAudit.Package(AfterImage.Build(), AfterImage.Signer, right, Improve),
        _ => throw new ArgumentException(name, nameof(name)),
    };

    public static byte[] Expected()
    {
        var lines = Cases.Select(one => $"  \"{one.Name}.asice\": {{ \"firstFailure\": \"{one.Code}\", \"about\": \"{one.About}\" }}");
        return Encoding.UTF8.GetBytes($"{{\n{string.Join(",\n", lines)}\n}}\n");
    }

    private static string Evidence(byte[] package) => new PackageEditor(package).Names.Single(name => name.EndsWith("etc/passwd", StringComparison.Ordinal));

    private static PackageEditor FlipBit(PackageEditor editor, string name)
    {
        var bytes = (byte[])editor[name].Clone();
        bytes[0] ^= 1;
        return editor.Set(name, bytes);
    }

    private static PackageInputs Improve(PackageInputs inputs) => inputs with
    {
        Evaluation = inputs.Evaluation with
        {
            Results = [.. inputs.Evaluation.Results.Select(result => result.Verdict is Verdict.NotMet or Verdict.Unknown
                ? result with { Verdict = Verdict.Met, Reasons = [], GapCodes = [] }
                : result)],
        },
    };
}
