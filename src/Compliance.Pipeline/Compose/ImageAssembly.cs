using System.Collections.Immutable;
using System.Text;
using Compliance.Cryptography.Apk;
using Compliance.Cryptography.Checks;
using Compliance.Cryptography.Hashing;
using Compliance.Formats.Archives.Tar;
using Compliance.Formats.Packages.Apk.Archives;
using Compliance.Formats.Packages.Apko;
using Compliance.Formats.Reading;
using Compliance.Pipeline.Apk.Solving;
using Compliance.Pipeline.Compose.Files;
using Compliance.Pipeline.Compose.Loader;
using Compliance.Pipeline.Compose.Output;

namespace Compliance.Pipeline.Compose;

/// <summary>Makes the image of one architecture, in apko's order of steps.</summary>
internal sealed class ImageAssembly(ComposeRequest request, ResolvedPackages resolved, long epoch, DefectCollector defects, DefectCollector notes)
{
    private readonly ImageTree tree = new();

    /// <summary>Null when something stands against it; what, is among the defects.</summary>
    public ComposedImage? Compose()
    {
        var before = defects.Count;
        MakeBase();
        var packages = InstallAll();
        if (defects.Count > before) return null;
        var locked = Locked(packages);
        WriteDatabase(packages, locked.Contents.Packages);
        var configured = new ConfiguredFiles(tree, request.Document, epoch, defects);
        var user = configured.AddAccounts(locked.Accounts);
        // The file tells the name's number, as the image's config does.
        tree.Write("etc/apko.json", LockedConfiguration.Write(user.Length == 0 ? locked : locked with { Accounts = locked.Accounts with { RunAs = user } }), 0x124, epoch);
        configured.Change(request.Configuration.Paths);
        if (request.Configuration.Certificates is { } certificates) new ConfiguredCertificates(tree, request.Document, epoch, defects, notes).Install(certificates, packages);
        foreach (var key in request.Configuration.Contents.RuntimeKeyring) WriteKey(key.Name, Encoding.UTF8.GetBytes(key.Content));
        ServiceBundle.Write(tree, request.Configuration.Entrypoint, epoch);
        if (BusyboxLinks.Make(tree, epoch) is null)
            notes.Add(PipelineCodes.NotLikeApko, new Locator(resolved.Architecture), "links of busybox are not made: neither a list nor the program says which applets there are");
        MakeDevices();
        if (tree.Follow("etc/ld.so.conf") is not null) WriteLoaderCache();
        if (defects.Count > before) return null;
        ImmutableArray<ComposedLayer> layers = [.. Cut(packages).Select(layer => LayerTar.Write(layer, tree))];
        var config = ImageDocuments.Config(request.Configuration, resolved.Architecture, user, layers, epoch);
        var configDigest = ContentHasher.Sha256(config);
        var manifest = ImageDocuments.Manifest(request.Configuration, config, configDigest, layers, epoch);
        return new ComposedImage(resolved.Architecture, manifest, ContentHasher.Sha256(manifest), config, configDigest, layers, packages) { Tree = tree, Repositories = resolved.Repositories };
    }

    private void MakeBase()
    {
        foreach (var (path, mode) in (ReadOnlySpan<(string, int)>)[("tmp", 0x3FF), ("dev", 0x1ED), ("etc", 0x1ED), ("opt", 0x1ED), ("proc", 0x16D), ("var", 0x1ED), ("usr", 0x1ED),
            ("etc/apk", 0x1ED), ("etc/apk/keys", 0x1ED), ("usr/lib/apk/db", 0x1ED), ("usr/lib/apk/exec", 0x1ED), ("var/cache/apk", 0x1ED), ("var/cache/misc", 0x1ED)])
        {
            tree.MakeDirectory(path, mode).ModifiedUnixSeconds = epoch;
        }

        foreach (var name in request.Configuration.Contents.Keyring)
        {
            var file = name[(name.LastIndexOf('/') + 1)..];
            if (request.Keyring.Find(file) is { } key) WriteKey(file, key.Content.AsSpan().ToArray());
            else notes.Add(ApkSignatureCodes.UnknownKey, new Locator(request.Document), $"contents.keyring: '{file}' is not in the key ring, so the image does not get it");
        }
    }

    private ImmutableArray<InstalledPackage> InstallAll()
    {
        var files = new PackageFiles(tree, request.MaxImageBytes);
        var installed = ImmutableArray.CreateBuilder<InstalledPackage>();
        foreach (var selected in resolved.Packages)
        {
            var location = resolved.RepositoryOf(selected.Candidate).PathOf(selected.Candidate);
            using var stream = request.Files.Open(location);
            if (stream is null) defects.Add(PipelineCodes.PackageMissing, new Locator(location), "the index names this package, and it is not there");
            else if (Verify(selected, location, stream) is { } package)
            {
                stream.Seek(package.Archive.Files.Offset, SeekOrigin.Begin);
                defects.AddRange(files.Install(package, stream, request.Limits));
                installed.Add(package);
            }
        }

        return installed.ToImmutable();
    }

    private InstalledPackage? Verify(SelectedPackage selected, string location, Stream stream)
    {
        var reading = ApkArchive.Read(stream, location, request.Limits);
        if (!reading.TryGet(out var archive))
        {
            defects.AddRange(reading.Defects);
            return null;
        }

        var verification = ApkPackageVerifier.Verify(
            stream, archive, request.Keyring, selected.Candidate.Package, location[(location.LastIndexOf('/') + 1)..], request.AllowLegacySignatures);
        // The index's signature covers the identity, the identity the control section, that one the files: any break is the end. The package's own
        // signature comes on top: a bad one is the end too, a missing one is told.
        var broken = verification.Checks.Where(check => check.Outcome <= CheckOutcome.Indeterminate)
            .Concat(verification.Signature.Checks.Where(check => check.Code == ApkSignatureCodes.Bad && check.Outcome == CheckOutcome.Failed)).ToList();
        foreach (var check in broken) defects.Add(check.Code, new Locator(location), check.Detail);
        if (broken.Count > 0 || !IsLocked(selected, verification, location)) return null;
        foreach (var check in verification.Signature.Checks.Where(check => check.Outcome != CheckOutcome.Passed)) notes.Add(check.Code, new Locator(location), check.Detail);
        if (selected.IsImplicit) notes.Add(PipelineCodes.BadWorld, new Locator(location), $"an implicit choice for {selected.Because}: name {selected.Candidate.Name} in contents.packages");
        return new InstalledPackage(selected, archive, verification, location);
    }

    /// <summary>Whether the bytes are those of the lock; true without one.</summary>
    private bool IsLocked(SelectedPackage selected, ApkPackageVerification verification, string location)
    {
        if (request.Lock?.Find(ApkoArchitectures.ToApk(resolved.Architecture)!, selected.Candidate.Name, selected.Candidate.Version) is not { } locked) return true;
        if ((locked.File is not { } file || file == verification.File) && (locked.Data is not { } data || data == verification.Data)) return true;
        defects.Add(PipelineCodes.Lock, new Locator(location), $"the file is {verification.File} with data {verification.Data}, the lock says otherwise");
        return false;
    }

    private Compliance.Formats.Packages.Apko.Model.ApkoConfiguration Locked(ImmutableArray<InstalledPackage> packages) => request.Configuration with
    {
        Architectures = [resolved.Architecture],
        Contents = request.Configuration.Contents with
        {
            Packages = [.. packages.Select(package => $"{package.Name}={package.Version}").Order(StringComparer.Ordinal)],
        },
    };

    private void WriteDatabase(ImmutableArray<InstalledPackage> packages, ImmutableArray<string> world)
    {
        var contents = request.Configuration.Contents;
        Write("etc/apk/world", string.Concat(world.Select(item => $"{item}\n")));
        Write("etc/apk/arch", $"{ApkoArchitectures.ToApk(resolved.Architecture)}\n");
        Write("etc/apk/repositories", string.Concat(contents.RuntimeRepositories.Concat(contents.Repositories).Select(item => $"{item}\n")));
        Write("usr/lib/apk/db/installed", InstalledDatabase.Text(packages));
        tree.Write("usr/lib/apk/db/scripts.tar", InstalledDatabase.Scripts(packages, epoch), 0x1A4, epoch);
        Write("usr/lib/apk/db/triggers", InstalledDatabase.Triggers(packages));
        tree.Write("usr/lib/apk/db/lock", default, 0x180, epoch);
        // In an image whose lib is a link to usr/lib the database is found at both places already.
        if (tree.Find("lib") is { Type: TarEntryType.SymbolicLink }) return;
        tree.MakeDirectory("lib", 0x1ED);
        if (tree.Find("lib/apk") is null) tree.Put("lib/apk", new ImageNode(TarEntryType.SymbolicLink) { Mode = 0x1FF, LinkName = "../usr/lib/apk", ModifiedUnixSeconds = epoch });
    }

    private void MakeDevices()
    {
        foreach (var (name, major, minor, mode) in (ReadOnlySpan<(string, int, int, int)>)[("zero", 1, 5, 0x1B6), ("urandom", 1, 9, 0x1B6), ("null", 1, 3, 0x1B6), ("random", 1, 8, 0x1B6), ("console", 5, 1, 0x190)])
        {
            if (tree.Find($"dev/{name}") is null)
                tree.Put($"dev/{name}", new ImageNode(TarEntryType.CharacterDevice) { Mode = mode, DeviceMajor = major, DeviceMinor = minor, ModifiedUnixSeconds = epoch });
        }
    }

    private void WriteLoaderCache() => tree.Write(
        "etc/ld.so.cache", LoaderCache.Write(LoaderCache.Entries(tree, LoaderFolders.Read(tree, "etc/ld.so.conf").Prepend("/lib"))), 0x1A4, epoch);

    private IEnumerable<IEnumerable<LayerItem>> Cut(ImmutableArray<InstalledPackage> packages) => request.Configuration.Layering is { Strategy: "origin" } layering
        ? LayerCut.Cut(tree, LayerGroups.Of(packages, layering.Budget))
        : [tree.Walk().Select(entry => LayerItem.Of(entry.Path, entry.Node))];

    private void WriteKey(string name, byte[] content) => tree.Write($"etc/apk/keys/{name[(name.LastIndexOf('/') + 1)..]}", content, 0x1A4, epoch);

    private void Write(string path, string text) => tree.Write(path, Encoding.UTF8.GetBytes(text), 0x1A4, epoch);
}
