using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Compliance.Cryptography.Hashing;
using Compliance.Formats.Packages.Apk.Archives;
using Compliance.Formats.Packages.Apko;
using Compliance.Formats.Packages.Apko.Locks;
using Compliance.Pipeline.Compose.Files;
using Compliance.Pipeline.Compose.Output;

namespace Compliance.Pipeline.Compose.Locking;

/// <summary>A lock of version 1 of what was composed, for apko and its tools.</summary>
public static class ApkoLockMaker
{
    /// <param name="request">What the composition was made from.</param>
    public static ApkoLock Make(ComposeRequest request, Composition composition, LockContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        var contents = request.Configuration.Contents;
        return new ApkoLock(
            context.ConfigName,
            context.ConfigChecksum,
            [.. contents.Keyring.Select(name => new ApkoLockedKey(name, name, request.Keyring.Find(name[(name.LastIndexOf('/') + 1)..]) is { } key ? Encoding.UTF8.GetString(key.Content.AsSpan()) : null))],
            Repositories(contents.BuildRepositories, composition),
            Repositories(contents.RuntimeRepositories, composition),
            Repositories(contents.Repositories, composition),
            [.. composition.Images.SelectMany(image => image.Packages.Select(package => Package(request, package, ApkoArchitectures.ToApk(image.Architecture)!)))]);
    }

    private static ImmutableArray<ApkoLockedRepository> Repositories(ImmutableArray<string> lines, Composition composition) =>
    [
        .. composition.Images.Select(image => ApkoArchitectures.ToApk(image.Architecture)!)
            .SelectMany(architecture => lines.Select(line => $"{line.TrimEnd('/')}/{architecture}").Select(place => new ApkoLockedRepository(place, $"{place}/APKINDEX.tar.gz", architecture))),
    ];

    private static ApkoLockedPackage Package(ComposeRequest request, InstalledPackage package, string architecture) => new(
        package.Name,
        package.Location,
        package.Version,
        architecture,
        package.Archive.SignatureSection is { } signature ? new ApkoLockedRange(Range(signature), $"sha1-{Convert.ToBase64String(LegacySha1.Compute(Read(request, package, signature)))}") : null,
        new ApkoLockedRange(Range(package.Archive.Control), $"sha1-{Convert.ToBase64String(Convert.FromHexString(package.Verification.Identity.Hex))}"),
        new ApkoLockedRange(Range(package.Archive.Files), $"sha256-{Convert.ToBase64String(Convert.FromHexString(package.Verification.Data.Hex))}"),
        package.Verification.Identity.ToDatabaseText());

    private static string Range(ApkSection section) => string.Create(CultureInfo.InvariantCulture, $"bytes={section.Offset}-{section.End - 1}");

    private static byte[] Read(ComposeRequest request, InstalledPackage package, ApkSection section)
    {
        using var stream = request.Files.Open(package.Location) ?? throw new IOException($"'{package.Location}' went away");
        stream.Seek(section.Offset, SeekOrigin.Begin);
        // Bounded: ApkArchive read the section under a bound of its own.
        var bytes = new byte[section.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
