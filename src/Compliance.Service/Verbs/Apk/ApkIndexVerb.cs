using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Compliance.Cryptography.Apk;
using Compliance.Cryptography.Hashing;
using Compliance.Formats;
using Compliance.Formats.Packages.Apko;
using Compliance.Formats.Reading;
using Compliance.Pipeline.Apk.Inspecting;
using Compliance.Pipeline.Apk.Writing;
using Compliance.Service.CommandLine;
using Compliance.Service.Identity;
using Compliance.Service.Verbs.Rebuilding;

namespace Compliance.Service.Verbs.Apk;

/// <summary><c>compliance apk index</c>: a signed index for a folder with packages.</summary>
internal static class ApkIndexVerb
{
    public static Command Build(CommandContext context)
    {
        Argument<string> folder = new("dir") { Description = "Repository whose subfolders are called by architecture, or one such folder" };
        Option<string> key = new("--key") { Description = "Private RSA key of at least 3072 bits (PEM) that signs the index", HelpName = "pem", Required = true };
        Option<string?> name = new("--key-name") { Description = "File name of its public key, by which verifiers look for it (default: made of the name of the key's file)", HelpName = "name.rsa.pub" };
        var passphrase = PassphraseOption.Create();
        Option<string?> publicKey = new("--public-key") { Description = "Folder to write the public key into, under its name", HelpName = "dir" };
        Option<string[]> keyring = new("--keyring") { Description = "Public key of who may sign packages: each must have a signature by one of these", HelpName = "file", DefaultValueFactory = _ => [] };
        Option<bool> strict = new("--no-legacy-signatures") { Description = "Take signatures over SHA-1 for none" };
        Option<string?> architecture = new("--arch") { Description = "Architecture of a folder that is not called by one", HelpName = "name" };
        Option<string> description = new("--description") { Description = "Description of the repository", HelpName = "text", DefaultValueFactory = _ => "" };
        Option<bool> dry = new("--dry-run") { Description = "Check the packages and print the index's digest: write nothing" };
        Option<bool> json = JsonOption.Create();
        var verb = new Command("index", "Makes APKINDEX.tar.gz, signed with RSA over SHA-256, and SHA256SUMS beside it") { folder, key, name, passphrase, publicKey, keyring, strict, architecture, description, dry, json };
        verb.SetAction(parsed =>
        {
            using var signer = Open(parsed.GetValue(key)!, parsed.GetValue(name), parsed.GetValue(passphrase));
            var ring = RebuildInput.Keyring(parsed.GetValue(keyring)!);
            var inspection = new ApkInspection(ring, !parsed.GetValue(strict), Limits.Default);
            var made = new List<(FolderIndex Index, byte[] Bytes, Digest Digest)>();
            foreach (var (place, arch) in Folders(parsed.GetValue(folder)!, parsed.GetValue(architecture)))
            {
                var reading = FolderIndex.Read(place, arch, inspection, ring.Keys.Any(), RebuildInput.Epoch(context), Limits.Default);
                if (!reading.TryGet(out var index)) throw new VerbFailure(ExitCodes.UnreadableInput, $"no index is made of '{place}'", "an index vouches for its packages: take out or mend those that are named", reading.Defects);
                var bytes = index.Write(parsed.GetValue(description)!, signer);
                made.Add((index, bytes, ContentHasher.Sha256(bytes)));
            }

            if (!parsed.GetValue(dry))
            {
                foreach (var (index, bytes, digest) in made)
                {
                    WholeFile.Write(Path.Combine(index.Folder, FolderIndex.SumsName), index.Sums(digest));
                    WholeFile.Write(Path.Combine(index.Folder, ApkRepositoryWriter.IndexName), bytes);
                }

                if (parsed.GetValue(publicKey) is { } target) WholeFile.Write(Path.Combine(Directory.CreateDirectory(target).FullName, signer.Name), signer.PublicPem);
            }

            if (parsed.GetValue(json)) JsonOutput.Write(context.Terminal.Output, writer => WriteJson(writer, made, signer.Name));
            else WriteText(context.Terminal.Output, made, signer.Name, ring.Keys.Any(), parsed.GetValue(dry));
            return ExitCodes.Good;
        });
        return verb;
    }

    private static ApkSigningKey Open(string file, string? name, string? passphrase)
    {
        var reading = ApkSigningKey.Open(name ?? PublicName(file), RebuildInput.Bytes(file).Span, IdentityFolder.ReadPassphrase(passphrase));
        return reading.TryGet(out var key) ? key : throw VerbFailure.Unreadable(file, reading.Defects, "make one: openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:4096 -out acme.rsa");
    }

    /// <summary><c>acme.rsa</c>, <c>acme.pem</c> and <c>acme</c> belong to <c>acme.rsa.pub</c>.</summary>
    private static string PublicName(string file)
    {
        var name = Path.GetFileName(file);
        foreach (var ending in (ReadOnlySpan<string>)[".pem", ".key", ".rsa"]) name = name.EndsWith(ending, StringComparison.Ordinal) && name.Length > ending.Length ? name[..^ending.Length] : name;
        return $"{name}.rsa.pub";
    }

    /// <summary>Folders with packages and their architectures as apk names them.</summary>
    private static List<(string Folder, string Architecture)> Folders(string folder, string? named)
    {
        if (!Directory.Exists(folder)) throw new VerbFailure(ExitCodes.UnreadableInput, $"'{folder}' is no folder", "name the folder of a repository");
        var own = named ?? Path.GetFileName(Path.GetFullPath(folder).TrimEnd('/'));
        if (Directory.EnumerateFiles(folder, "*.apk").Any())
            return [(folder, ApkoArchitectures.ToApk(own) ?? throw new VerbFailure(ExitCodes.Usage, $"'{own}' is no architecture", $"name it with --arch; there are {string.Join(", ", ApkoArchitectures.All)}"))];
        var below = Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal)
            .Where(place => ApkoArchitectures.ToApk(Path.GetFileName(place)) == Path.GetFileName(place) && Directory.EnumerateFiles(place, "*.apk").Any())
            .Select(place => (place, Path.GetFileName(place))).ToList();
        return below.Count > 0 ? below : throw new VerbFailure(ExitCodes.UnreadableInput, $"'{folder}' holds no package", "put them into folders by architecture: x86_64/name-version.apk");
    }

    private static void WriteText(TextWriter output, List<(FolderIndex Index, byte[] Bytes, Digest Digest)> made, string key, bool checkedSignatures, bool dry)
    {
        foreach (var (index, _, digest) in made)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(dry ? "would be" : "indexed")}  {index.Folder}/{ApkRepositoryWriter.IndexName}  {index.Packages.Length} packages for {index.Architecture}  {digest}  signed for {key}"));
        if (!checkedSignatures) output.WriteLine("signatures of the packages were not judged: name who may sign them with --keyring");
    }

    private static void WriteJson(Utf8JsonWriter writer, List<(FolderIndex Index, byte[] Bytes, Digest Digest)> made, string key)
    {
        writer.WriteStartArray();
        foreach (var (index, bytes, digest) in made)
        {
            writer.WriteStartObject();
            writer.WriteString("index", $"{index.Folder}/{ApkRepositoryWriter.IndexName}");
            writer.WriteString("architecture", index.Architecture);
            writer.WriteNumber("packages", index.Packages.Length);
            writer.WriteString("digest", digest.ToString());
            writer.WriteNumber("bytes", bytes.Length);
            writer.WriteString("key", key);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
