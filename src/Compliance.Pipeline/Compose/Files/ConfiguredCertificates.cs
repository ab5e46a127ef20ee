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
        var added = new List<(string Alias, AddedCertificate Certificate)>();
        foreach (var one in certificates.Additional) AddOwn(one, added);
        AddOfPackages(certificates, packages, added);
        if (added.Count == 0) return;
        var pem = string.Concat(added.Select(one => $"{one.Certificate.Pem}\n"));
        foreach (var bundle in Bundles) Append(bundle, pem, mayMake: false);
        AddToJava(added);
    }

    /// <summary>Java's own store, where the image has one.</summary>
    private void AddToJava(List<(string Alias, AddedCertificate Certificate)> added)
    {
        if (tree.Follow(JavaStore) is not { Type: TarEntryType.Regular } file) return;
        if (!JavaTrustStore.IsStore(file.Content.Span))
        {
            notes.Add(PipelineCodes.NotLikeApko, new Locator(JavaStore), "is no store of type JKS, and does not get the added certificates");
            return;
        }

        var reading = JavaTrustStore.Read(file.Content, JavaStore);
        if (!reading.TryGet(out var store))
        {
            defects.AddRange(reading.Defects);
            return;
        }

        foreach (var (alias, certificate) in added) store.Add(alias, certificate.Der.Span, epoch);
        file.Content = store.Write();
        file.ModifiedUnixSeconds = epoch;
    }

    private void AddOwn(ApkoNamedContent one, List<(string Alias, AddedCertificate Certificate)> added)
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
        added.Add(($"{one.Name}-{certificate.Fingerprint}", certificate));
    }

    private void AddOfPackages(ApkoCertificates certificates, IEnumerable<InstalledPackage> packages, List<(string Alias, AddedCertificate Certificate)> added)
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

            added.Add(($"pkg-{certificate.Fingerprint}", certificate));
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
