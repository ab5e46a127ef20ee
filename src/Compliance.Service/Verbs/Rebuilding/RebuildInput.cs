using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text;
using Compliance.Cryptography.Apk;
using Compliance.Cryptography.Hashing;
using Compliance.Cryptography.Keys;
using Compliance.Formats;
using Compliance.Formats.Packages.Apko;
using Compliance.Formats.Reading;
using Compliance.Pipeline;
using Compliance.Pipeline.AirGap;
using Compliance.Pipeline.Compose;
using Compliance.Pipeline.Compose.Locking;
using Compliance.Policy.Library;
using Compliance.Service.CommandLine;
using Compliance.Service.Configuration;
using Compliance.Service.Verbs.Bundling;

namespace Compliance.Service.Verbs.Rebuilding;

/// <summary>The arguments that solving and composing share, and the request that is made of them.</summary>
internal sealed class RebuildInput(Option<string?> data)
{
    private const int MaxKeyBytes = 64 << 10;
    private const long MaxLockBytes = 32 << 20;

    private readonly Argument<string> file = new("apko.yaml") { Description = "Image configuration" };
    private readonly Option<string[]> repositories = new("--repository") { Description = "Repository, instead of those in the configuration: folder, oci:<dir>[:tag], or address; may be given more than once", HelpName = "dir" };
    private readonly Option<string[]> keyring = new("--keyring") { Description = "Public key that you trust for packages (file or folder of *.pub); may be given more than once", HelpName = "file", DefaultValueFactory = _ => [] };
    private readonly Option<string[]> architectures = new("--arch") { Description = "Architecture, instead of those in the configuration", HelpName = "name" };
    private readonly Option<bool> strict = new("--no-legacy-signatures") { Description = "Take signatures over SHA-1 for none" };

    private readonly Option<string?> locked = new("--lock") { Description = "Lock that names the packages, instead of solving: of apko (version 1), or of rebuild lock", HelpName = "file" };
    private readonly Option<string?> lockKey = new("--lock-key") { Description = "Public key or certificate by which a lock of rebuild lock must be signed", HelpName = "pem" };

    private readonly BundleOptions bundle = new();
    private readonly FetchOptions fetch = new(data);
    private readonly List<(string Name, ReadOnlyMemory<byte> Content)> configuration = [];

    /// <summary>The configuration and what it includes, as <see cref="Read"/> read them.</summary>
    public IReadOnlyList<(string Name, ReadOnlyMemory<byte> Content)> ConfigurationFiles => configuration;

    /// <summary>Of the configuration file, as <see cref="Read"/> read it.</summary>
    public Digest ConfigurationDigest => ContentHasher.Sha256(configuration[0].Content.Span);

    public void AddTo(Command command, bool takesLock = true, bool takesBundle = true)
    {
        command.Add(file);
        command.Add(repositories);
        command.Add(keyring);
        command.Add(architectures);
        command.Add(strict);
        fetch.AddTo(command);
        if (takesBundle) bundle.AddTo(command);
        if (!takesLock) return;
        command.Add(locked);
        command.Add(lockKey);
    }

    public string FileOf(ParseResult parsed) => parsed.GetValue(file)!;

    /// <param name="context">Its environment may name <c>SOURCE_DATE_EPOCH</c>.</param>
    /// <exception cref="VerbFailure">The configuration or a key can't be read.</exception>
    public ComposeRequest Read(ParseResult parsed, CommandContext context)
    {
        var path = parsed.GetValue(file)!;
        var held = bundle.Open(parsed);
        fetch.RefuseBeside(parsed, held is not null);
        configuration.Clear();
        using var checksum = new ContentHasher();
        var main = Take(checksum, Path.GetFileName(path), held is null ? Bytes(path) : BundleInput.Read(held, BundleInput.Configuration + path));
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var reading = ApkoConfigurationReader.Read(main, path, include => Take(checksum, include, held is null ? Included(folder, include) : BundleInput.Read(held, BundleInput.Configuration + include)));
        if (!reading.TryGet(out var read)) throw VerbFailure.Unreadable(path, reading.Defects, "correct the configuration: its fields are apko's");
        var named = held?.Find(BundleInput.Repositories) is null ? [.. parsed.GetValue(repositories)!.Select(FetchOptions.Repository)] : Encoding.UTF8.GetString(BundleInput.Read(held, BundleInput.Repositories)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (named.Length > 0) read = read with { Contents = read.Contents with { BuildRepositories = [.. named], Repositories = [] } };
        if (parsed.GetValue(architectures) is { Length: > 0 } asked) read = read with { Architectures = [.. asked.Select(Known)] };
        return new ComposeRequest(read, path, held is null ? fetch.Files(parsed, context, folder) : new BundleFiles(held), held is null ? Trusted(parsed) : BundleInput.Keyring(held))
        {
            Epoch = Epoch(context),
            AllowLegacySignatures = !parsed.GetValue(strict),
            ConfigChecksum = LockContext.ChecksumOf(checksum.Finish()),
            Lock = Lock(parsed),
        };
    }

    /// <summary>What a lock says of the configuration beside its packages.</summary>
    public LockContext Pinned(ParseResult parsed, ComposeRequest request, IEnumerable<PolicyFile> policies) =>
        new LockContext(Path.GetFileName(FileOf(parsed)), request.ConfigChecksum, ConfigurationDigest, ProductVersion.Text, LockContext.CatalogsOf(policies));

    private PackageLock? Lock(ParseResult parsed)
    {
        if (parsed.GetValue(locked) is not { } path) return null;
        PublicKey? key = null;
        if (parsed.GetValue(lockKey) is { } keyFile)
        {
            var keyReading = PublicKeys.Read(Bytes(keyFile).Span, keyFile);
            if (!keyReading.TryGet(out key)) throw VerbFailure.Unreadable(keyFile, keyReading.Defects, "give the public key or certificate (PEM) of who made the lock");
        }

        var reading = PackageLock.Open(LargeBytes(path), path, key, Limits.Default);
        return reading.TryGet(out var held) ? held : throw VerbFailure.Unreadable(path, reading.Defects, "make a lock: compliance rebuild lock; say whose is taken with --lock-key");
    }

    /// <summary>Repositories instead of the configuration's, as they were named.</summary>
    public IReadOnlyList<string> NamedRepositories(ParseResult parsed) => [.. parsed.GetValue(repositories)!.Select(FetchOptions.Repository)];

    /// <summary>The failure of a request; what it asked for outside its bundle is told and kept beside the bundle.</summary>
    public VerbFailure Failed(ParseResult parsed, CommandContext context, ComposeRequest request, string what, ImmutableArray<Defect> defects) => bundle.Failed(parsed, context, request.Files, what, defects);

    private ApkKeyring Trusted(ParseResult parsed) => parsed.GetValue(keyring) is { Length: > 0 } keys
        ? Keyring(keys)
        : throw new VerbFailure(ExitCodes.Usage, "no key for packages is named", "name one with --keyring: nobody is trusted by default");

    private ReadOnlyMemory<byte> Take(ContentHasher checksum, string name, ReadOnlyMemory<byte> content)
    {
        checksum.Append(content.Span);
        configuration.Add((name, content));
        return content;
    }

    private ReadOnlyMemory<byte>? Take(ContentHasher checksum, string name, ReadOnlyMemory<byte>? content) => content is { } bytes ? Take(checksum, name, bytes) : null;

    private static byte[] LargeBytes(string path)
    {
        if (!File.Exists(path)) throw new VerbFailure(ExitCodes.UnreadableInput, $"'{path}' is not there", "check the path");
        return new FileInfo(path).Length <= MaxLockBytes ? File.ReadAllBytes(path) : throw new VerbFailure(ExitCodes.UnreadableInput, $"'{path}' is too large for a lock", "check that it is the file you mean");
    }

    public static VerbFailure Refused(string what, ImmutableArray<Defect> defects)
    {
        var isUnsolvable = defects.All(defect => defect.Code == PipelineCodes.Unsolvable);
        return new VerbFailure(isUnsolvable ? ExitCodes.Bad : ExitCodes.UnreadableInput, what, "compliance help <code> says what each code means", defects);
    }

    public static string Known(string name) =>
        ApkoArchitectures.ToOci(name) ?? throw new VerbFailure(ExitCodes.Usage, $"'{name}' is no architecture", $"there are {string.Join(", ", ApkoArchitectures.All)}");

    public static ReadOnlyMemory<byte>? Included(string folder, string include)
    {
        var target = Path.Combine(folder, include);
        return File.Exists(target) ? Bytes(target) : null;
    }

    /// <param name="folder">What the ring says of where each key is from is relative to it; null for the paths as given.</param>
    public static ApkKeyring Keyring(IEnumerable<string> paths, string? folder = null)
    {
        var ring = ApkKeyring.Empty;
        foreach (var path in paths.SelectMany(path => Directory.Exists(path) ? Directory.GetFiles(path, "*.pub").Order(StringComparer.Ordinal) : (IEnumerable<string>)[path]))
        {
            var reading = ring.With(Path.GetFileName(path), Bytes(path).Span, folder is null ? path : Path.GetRelativePath(folder, path));
            if (!reading.TryGet(out var more)) throw VerbFailure.Unreadable(path, reading.Defects, "give the public key (PEM) that packages are signed with");
            ring = more;
        }

        return ring;
    }

    public static ReadOnlyMemory<byte> Bytes(string path)
    {
        if (!File.Exists(path)) throw new VerbFailure(ExitCodes.UnreadableInput, $"'{path}' is not there", "check the path");
        return new FileInfo(path).Length > Math.Max(MaxKeyBytes, Limits.Default.MaxYamlBytes)
            ? throw new VerbFailure(ExitCodes.UnreadableInput, $"'{path}' is too large", "check that it is the file you mean")
            : File.ReadAllBytes(path);
    }

    public static long? Epoch(CommandContext context)
    {
        var text = context.Environment("SOURCE_DATE_EPOCH");
        if (string.IsNullOrEmpty(text)) return null;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var epoch) && epoch < 253_402_300_800
            ? epoch
            : throw new VerbFailure(ExitCodes.Usage, $"SOURCE_DATE_EPOCH is '{text}'", "set it to whole seconds since 1970-01-01 UTC");
    }
}
