using System.Collections.Immutable;
using System.Text;
using Compliance.Formats.Archives.Compression;
using Compliance.Formats.Archives.Tar;
using Compliance.Formats.Reading;

namespace Compliance.Formats.Packages.Apk.Archives;

/// <summary>Reads one package file up to its data section.</summary>
internal sealed class ApkArchiveReader(Stream stream, string document, Limits limits)
{
    private readonly DefectCollector defects = new(limits);

    public Reading<ApkArchive> Read()
    {
        if (ApkTar.RefusedKind(stream, document) is { } refused) return Readings.Reject<ApkArchive>(refused);
        try
        {
            using var members = new ApkMembers(stream);
            return ReadMembers(members);
        }
        catch (CorruptCompressionException problem)
        {
            defects.Add(problem.ToDefect(document));
            return Readings.Reject<ApkArchive>(defects.ToImmutable());
        }
    }

    private Reading<ApkArchive> ReadMembers(ApkMembers members)
    {
        var isThere = members.Next();
        var first = isThere ? members.Read(ApkArchive.MaxControlBytes) : null;
        if (first is null) return Reject(isThere ? ApkArchiveCodes.TooLarge : ApkArchiveCodes.NotApk, "the first section is too large");
        ImmutableArray<ApkSignature> signatures = [];
        ApkSection? signatureSection = null;
        var control = first;
        if (ApkTar.BeginsWithSignature(first))
        {
            if (first.Length > ApkArchive.MaxSignatureBytes) return Reject(ApkArchiveCodes.TooLarge, "the signature section is too large");
            signatures = ApkTar.ReadSignatures(first, document, limits, defects);
            signatureSection = members.Section;
            if (!members.Next()) return Reject(ApkArchiveCodes.SectionMissing, "there is no control section");
            control = members.Read(ApkArchive.MaxControlBytes);
            if (control is null) return Reject(ApkArchiveCodes.TooLarge, $"the control section has more than {ApkArchive.MaxControlBytes} bytes");
        }

        var section = members.Section;
        var files = new ApkSection(section.End, stream.Length - section.End);
        if (files.Length <= 0) return Reject(ApkArchiveCodes.SectionMissing, "there is no data section");
        return Finish(control, signatures, signatureSection, section, files);
    }

    private Reading<ApkArchive> Finish(byte[] control, ImmutableArray<ApkSignature> signatures, ApkSection? signatureSection, ApkSection section, ApkSection files)
    {
        var controlFiles = ReadControl(control);
        var info = controlFiles.FirstOrDefault(file => file.Name == ".PKGINFO");
        if (info is null) return Reject(ApkArchiveCodes.NoMetadata, "the control section has no .PKGINFO");
        var metadata = new ApkMetadataReader($"{document}:.PKGINFO", defects).Read(info.Content.Span);
        if (metadata is null) return Readings.Reject<ApkArchive>(defects.ToImmutable());
        var archive = new ApkArchive
        {
            Signatures = signatures,
            SignatureSection = signatureSection,
            Control = section,
            Files = files,
            Metadata = metadata with { Package = metadata.Package with { PackageBytes = stream.Length } },
            ControlFiles = controlFiles,
        };
        return Readings.Accept(archive, defects.ToImmutable());
    }

    private ImmutableArray<ApkControlFile> ReadControl(byte[] control)
    {
        var files = ImmutableArray.CreateBuilder<ApkControlFile>();
        foreach (var (name, mode, body) in ApkTar.Files(control, document, limits, defects))
        {
            var isKnown = name is ".PKGINFO" or ".melange.yaml" || ApkControlFile.ScriptNames.Contains(name);
            if (!isKnown) defects.Add(ApkArchiveCodes.UnknownControlFile, new Locator(document), $"'{name}' is no control file that apk knows");
            if (files.Any(file => file.Name == name)) defects.Add(ApkArchiveCodes.RepeatedPath, new Locator(document), $"'{name}' stands twice in the control section");
            else files.Add(new ApkControlFile(name, mode, body));
        }

        return files.ToImmutable();
    }

    private Reading<ApkArchive> Reject(DiagnosticCode code, string message)
    {
        defects.Add(code, new Locator(document), message);
        return Readings.Reject<ApkArchive>(defects.ToImmutable());
    }
}
