using System.Text;
using Compliance.Cryptography.Certificates;
using Compliance.Formats.Archives.Tar;
using Compliance.Formats.Packages.Apko.Model;
using Compliance.Formats.Reading;

namespace Compliance.Pipeline.Compose.Files;

/// <summary>Certificates that a configuration adds to what the image trusts: its own and those of packages, in the bundles that are there. No script runs for it.</summary>
internal sealed class ConfiguredCertificates(ImageTree tree, string document, long epoch, DefectCollector defects, DefectCollector notes)
{
    private const string Additional = "usr/local/share/ca-certificates";
    private const string OfSystem = "usr/share/ca-certificates/";
    private const string List = "etc/ca-certificates.conf";
    private const string JavaStore = "etc/ssl/certs/java/cacerts";

    private static readonly string[] Bundles = ["etc/ssl/certs/ca-certificates.crt", "var/lib/ecs/deps/execute-command/certs/tls-ca-bundle.pem"];

    public void Install(ApkoCertificates certificates, IEnumerable<InstalledPackage> packages)
    {
        var pem = new StringBuilder();
        foreach (var one in certificates.Additional) AddOwn(one, pem);
        AddOfPackages(certificates, packages, pem);
        if (pem.Length == 0) return;
        foreach (var bundle in Bundles) Append(bundle, pem.ToString(), mayMake: false);
        if (tree.Follow(JavaStore) is not null) notes.Add(PipelineCodes.NotLikeApko, new Locator(document), $"{JavaStore} does not get the added certificates");
    }

    private void AddOwn(ApkoNamedContent one, StringBuilder pem)
    {
        if (one.Name.Length is 0 or > 128 || one.Name.AsSpan().IndexOfAnyExcept("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-") >= 0 || one.Name.StartsWith('.'))
        {
            defects.Add(PipelineCodes.BadPath, new Locator(document), $"certificates.additional: '{one.Name}' can't name a file");
            return;
        }

        var reading = AddedCertificate.Read(Encoding.UTF8.GetBytes(one.Content), $"{document}: certificates.additional {one.Name}");
        if (!reading.TryGet(out var certificate))
        {
            defects.AddRange(reading.Defects);
            return;
        }

        tree.MakeDirectory(Additional, 0x1ED);
        tree.Write($"{Additional}/{one.Name}-{certificate.Fingerprint}.crt", Encoding.UTF8.GetBytes(certificate.Pem), 0x1A4, epoch);
        pem.Append(certificate.Pem).Append('\n');
    }

    private void AddOfPackages(ApkoCertificates certificates, IEnumerable<InstalledPackage> packages, StringBuilder pem)
    {
        var listed = new StringBuilder();
        var paths = packages.Where(package => package.Selected.Candidate.Provides.Any(provided => certificates.Providers.Contains(provided.ToString())))
            .SelectMany(package => package.Entries)
            .Where(entry => entry.Type != TarEntryType.Directory && (entry.Path.EndsWith(".crt", StringComparison.Ordinal) || entry.Path.EndsWith(".pem", StringComparison.Ordinal)))
            .Select(entry => entry.Path).Order(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            if (tree.Follow(path) is not { Type: TarEntryType.Regular } file) continue;
            if (!AddedCertificate.Read(file.Content.Span, path).TryGet(out var certificate))
            {
                notes.Add(CertificateCodes.Unreadable, new Locator(path), "is not one certificate, and is not added to what the image trusts");
                continue;
            }

            pem.Append(certificate.Pem).Append('\n');
            if (path.StartsWith(OfSystem, StringComparison.Ordinal)) listed.Append(path.AsSpan(OfSystem.Length)).Append('\n');
        }

        if (listed.Length > 0) Append(List, listed.ToString(), mayMake: true);
    }

    private void Append(string path, string text, bool mayMake)
    {
        var there = tree.Follow(path);
        if (there is { Type: TarEntryType.Regular })
        {
            there.Content = (byte[])[.. there.Content.Span, .. Encoding.UTF8.GetBytes(text)];
            there.ModifiedUnixSeconds = epoch;
        }
        else if (mayMake && there is null)
        {
            tree.Write(path, Encoding.UTF8.GetBytes(text), 0x1A4, epoch);
        }
    }
}
